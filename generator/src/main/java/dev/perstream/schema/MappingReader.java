package dev.perstream.schema;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the values of a mapping's keys in the shapes that the language asks for, and reports what has another. */
final class MappingReader {

    private final List<Yaml.Entry> entries;
    private final Span owner;
    private final String what;
    private final Problems problems;
    private final boolean isMapping;

    /**
     * Reads the entries of a value that should be a mapping.
     *
     * @param value the value
     * @param owner where a missing key is reported
     * @param what how messages call the mapping
     * @param known the keys that it may have
     * @param problems takes what is wrong
     */
    MappingReader(Yaml value, Span owner, String what, List<String> known, Problems problems) {
        this.entries = entriesOf(value, what, problems);
        this.owner = owner;
        this.what = what;
        this.problems = problems;
        this.isMapping = value instanceof Yaml.Mapping;
        for (var entry : entries) {
            if (!known.contains(entry.key().text())) {
                problems.error(
                        Rule.Y6,
                        entry.key().span(),
                        what + " has no key '" + entry.key().text() + "'",
                        Suggestion.fix(entry.key().text(), known));
            }
        }
    }

    /** The entries of a value that should be a mapping with free keys; none if it is something else. */
    static List<Yaml.Entry> entriesOf(Yaml value, String what, Problems problems) {
        if (value instanceof Yaml.Mapping mapping) {
            return mapping.entries();
        }
        if (value instanceof Yaml.Refused) {
            return List.of();
        }
        problems.error(Rule.Y8, value.span(), what + " is a mapping, not " + value.kind(), "");
        return List.of();
    }

    /** A key's value, whatever its shape. */
    Optional<Yaml> value(String key) {
        return entries.stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(Yaml.Entry::value)
                .findFirst();
    }

    /** A key's value, reported as missing if it is not there. */
    Optional<Yaml> required(String key, String example) {
        var value = value(key);
        if (value.isEmpty() && isMapping) {
            problems.error(Rule.Y7, owner, what + " needs the key '" + key + "'", "add '" + example + "'");
        }
        return value;
    }

    /** The word of a key that need not be there. */
    Optional<Word> word(String key) {
        return value(key).flatMap(value -> wordOf(value, "'" + key + "'", problems));
    }

    /** The word of a key that must be there. */
    Optional<Word> requiredWord(String key, String example) {
        return required(key, example).flatMap(value -> wordOf(value, "'" + key + "'", problems));
    }

    /** The words of a key whose value is a list. */
    List<Word> words(String key) {
        return value(key)
                .map(value -> wordsOf(value, "'" + key + "'", problems))
                .orElse(List.of());
    }

    /** The words of a key that must be there and hold at least one. */
    List<Word> requiredWords(String key, String example) {
        var value = required(key, example);
        if (value.isPresent()
                && value.get() instanceof Yaml.Sequence list
                && list.items().isEmpty()) {
            problems.error(Rule.Y8, list.span(), "'" + key + "' is empty", "write '" + example + "'");
        }
        return words(key);
    }

    static Optional<Word> wordOf(Yaml value, String what, Problems problems) {
        if (value instanceof Yaml.Scalar scalar && !scalar.word().isNothing()) {
            return Optional.of(scalar.word());
        }
        if (value instanceof Yaml.Refused) {
            return Optional.empty();
        }
        problems.error(Rule.Y8, value.span(), what + " is a single value, not " + value.kind(), "");
        return Optional.empty();
    }

    static List<Word> wordsOf(Yaml value, String what, Problems problems) {
        if (value instanceof Yaml.Refused) {
            return List.of();
        }
        if (!(value instanceof Yaml.Sequence list)) {
            problems.error(Rule.Y8, value.span(), what + " is a list, not " + value.kind(), listed(value));
            return List.of();
        }
        var words = new ArrayList<Word>();
        list.items()
                .forEach(item -> wordOf(item, "an item of " + what, problems).ifPresent(words::add));
        return List.copyOf(words);
    }

    private static String listed(Yaml value) {
        return value instanceof Yaml.Scalar scalar && !scalar.word().isNothing()
                ? "write [" + scalar.word().text().lines().findFirst().orElse("") + "]"
                : "";
    }
}
