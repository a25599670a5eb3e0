package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Suggestion;
import dev.perstream.schema.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the words of a schema as what they stand for. */
final class Words {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}|0x[0-9A-Fa-f]{1,16}");

    private final Problems problems;

    Words(Problems problems) {
        this.problems = problems;
    }

    /** One of a fixed set of words. */
    <E> Optional<E> oneOf(Word word, E[] known, Function<E, String> key, Rule rule, String what) {
        var found = Arrays.stream(known)
                .filter(candidate -> key.apply(candidate).equals(word.text()))
                .findFirst();
        if (found.isEmpty()) {
            problems.error(
                    rule,
                    word.span(),
                    "'" + word.text() + "' is no " + what,
                    Suggestion.fix(word.text(), Arrays.stream(known).map(key).toList()));
        }
        return found;
    }

    /** True or false. */
    Optional<Boolean> truth(Word word, String what) {
        return oneOf(word, new Boolean[] {true, false}, String::valueOf, Rule.Y9, "value of '" + what + "'");
    }

    /** A whole number. */
    Optional<BigInteger> integer(Word word, String what) {
        if (!INTEGER.matcher(word.text()).matches()) {
            problems.error(
                    Rule.Y9,
                    word.span(),
                    "'" + word.text() + "' is no whole number for " + what,
                    "write it in decimal, or in hexadecimal after 0x");
            return Optional.empty();
        }
        return Optional.of(
                word.text().startsWith("0x")
                        ? new BigInteger(word.text().substring(2), 16)
                        : new BigInteger(word.text()));
    }

    /** A whole number from 1 to a bound. */
    Optional<Integer> count(Word word, String what, int most) {
        var number = integer(word, what);
        if (number.isPresent()
                && (number.get().signum() <= 0 || number.get().compareTo(BigInteger.valueOf(most)) > 0)) {
            problems.error(
                    Rule.Y9,
                    word.span(),
                    word.text() + " is out of range for " + what,
                    "use a number from 1 to " + most);
            return Optional.empty();
        }
        return number.map(BigInteger::intValue);
    }
}
