package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Suggestion;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import dev.perstream.model.IntegerType;
import dev.perstream.schema.EnumSyntax;
import dev.perstream.schema.EnumSyntax.ConstantSyntax;
import dev.perstream.schema.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves enumerations and flags. */
final class EnumPass {

    private final Problems problems;
    private final Words words;

    EnumPass(Problems problems) {
        this.problems = problems;
        this.words = new Words(problems);
    }

    /** Those that could be resolved, by name, in the schema's order. */
    Map<String, EnumType> resolve(List<EnumSyntax> enums) {
        var resolved = new LinkedHashMap<String, EnumType>();
        for (var syntax : enums) {
            syntax.type()
                    .flatMap(this::base)
                    .ifPresent(base -> resolved.putIfAbsent(syntax.name().text(), type(syntax, base)));
        }
        return resolved;
    }

    private Optional<IntegerType> base(Word word) {
        return words.oneOf(word, IntegerType.values(), IntegerType::key, Rule.Y9, "integer type");
    }

    private EnumType type(EnumSyntax syntax, IntegerType base) {
        if (syntax.flags() && base.signed()) {
            problems.error(
                    Rule.Y9,
                    syntax.type().orElseThrow().span(),
                    "flags have an unsigned type, not " + base.key(),
                    "use u" + base.key());
        }
        var constants = new ArrayList<EnumConstant>();
        var byValue = new HashMap<BigInteger, Word>();
        for (var constant : syntax.constants()) {
            value(constant, base, syntax.flags()).ifPresent(value -> {
                constants.add(new EnumConstant(constant.name().text(), value));
                var first = byValue.putIfAbsent(value, constant.name());
                if (first != null) {
                    problems.error(
                            Rule.Y12,
                            constant.value().span(),
                            "'" + constant.name().text() + "' has the value of '" + first.text() + "'",
                            "give each constant a value of its own");
                }
            });
        }
        if (!syntax.flags()
                && !constants.isEmpty()
                && constants.size() == syntax.constants().size()
                && constants.stream().noneMatch(constant -> constant.value().signum() == 0)) {
            problems.error(
                    Rule.Y7,
                    syntax.name().span(),
                    "the enum '" + syntax.name().text()
                            + "' has no constant for 0, which its fields hold in a new context",
                    "add one, such as 'unknown: 0'");
        }
        return new EnumType(
                syntax.name().text(), syntax.doc().map(Word::text).orElse(""), base, syntax.flags(), constants);
    }

    private Optional<BigInteger> value(ConstantSyntax constant, IntegerType base, boolean flags) {
        var name = "'" + constant.name().text() + "'";
        var value = words.integer(constant.value(), name);
        if (value.isPresent() && !base.holds(value.get())) {
            problems.error(
                    Rule.K6,
                    constant.value().span(),
                    constant.value().text() + " is out of the range of " + base.key(),
                    "it holds " + base.minimum() + " to " + base.maximum() + wider(value.get()));
            return Optional.empty();
        }
        if (value.isPresent() && flags && value.get().signum() == 0) {
            problems.error(
                    Rule.Y9,
                    constant.value().span(),
                    "the flag " + name + " has no bit",
                    "give it one, such as 1, 2 or 4; no flag at all needs no name");
            return Optional.empty();
        }
        return value;
    }

    private static String wider(BigInteger value) {
        var fitting = Arrays.stream(IntegerType.values())
                .filter(type -> type.holds(value))
                .map(IntegerType::key)
                .toList();
        return fitting.isEmpty() ? "" : "; use " + Suggestion.listed(fitting);
    }
}
