package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Suggestion;
import dev.perstream.model.EnumType;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.OperationValue;
import dev.perstream.model.SimpleType;
import dev.perstream.model.TextPlacement;
import dev.perstream.schema.FieldSyntax;
import dev.perstream.schema.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Resolves the types of fields. */
final class FieldPass {

    private static final int MOST_BYTES = 65_535;
    private static final int MOST_CHARACTERS = 32_767;

    /** What leaves room for the fields of a context that the text lies behind (rule R8). */
    private static final int INITIAL_CHARACTERS = 16_384;

    private final Map<String, EnumType> enums;
    private final Set<String> declaredEnums;
    private final Set<String> contexts;
    private final Problems problems;
    private final Words words;

    /**
     * A pass over fields.
     *
     * @param enums those that could be resolved
     * @param declaredEnums the names of all
     * @param contexts the names of all contexts
     * @param problems takes what is wrong
     */
    FieldPass(Map<String, EnumType> enums, Set<String> declaredEnums, Set<String> contexts, Problems problems) {
        this.enums = enums;
        this.declaredEnums = declaredEnums;
        this.contexts = contexts;
        this.problems = problems;
        this.words = new Words(problems);
    }

    /** The field; absent if its type could not be resolved. */
    Optional<Field> resolve(FieldSyntax syntax) {
        var type = syntax.ref().isPresent() ? reference(syntax, syntax.ref().get()) : type(syntax);
        var interlocked = interlocked(syntax, type);
        return type.map(resolved ->
                new Field(syntax.name().text(), syntax.doc().map(Word::text).orElse(""), resolved, interlocked));
    }

    private Optional<FieldType> reference(FieldSyntax syntax, Word ref) {
        syntax.type()
                .ifPresent(type -> problems.error(
                        Rule.Y6, type.span(), "a field has a type or refers to a context, not both", "remove one"));
        if (!contexts.contains(ref.text())) {
            problems.error(
                    Rule.Y14,
                    ref.span(),
                    "there is no context '" + ref.text() + "'",
                    Suggestion.fix(ref.text(), contexts));
            return Optional.empty();
        }
        refuse(syntax, "a reference", List.of("size", "length", "max", "name", "initial"));
        return Optional.of(new FieldType.Reference(ref.text()));
    }

    private Optional<FieldType> type(FieldSyntax syntax) {
        if (syntax.type().isEmpty()) {
            return Optional.empty();
        }
        var name = syntax.type().get();
        return switch (name.text()) {
            case "bytes" -> bytes(syntax, name);
            case "string" -> text(syntax);
            default -> scalar(syntax, name);
        };
    }

    private Optional<FieldType> bytes(FieldSyntax syntax, Word name) {
        refuse(syntax, "bytes", List.of("length", "max", "name", "initial"));
        if (syntax.size().isEmpty()) {
            problems.error(Rule.Y7, name.span(), "bytes need the key 'size'", "write { type: bytes, size: 32 }");
        }
        return syntax.size()
                .flatMap(size -> words.count(size, "'size'", MOST_BYTES))
                .map(FieldType.Bytes::new);
    }

    private Optional<FieldType> text(FieldSyntax syntax) {
        refuse(syntax, "a string", List.of("size", "length"));
        var max = syntax.max()
                .map(word -> words.count(word, "'max'", MOST_CHARACTERS))
                .orElse(Optional.of(syntax.initial().isPresent() ? INITIAL_CHARACTERS : MOST_CHARACTERS));
        var refresh = syntax.refresh()
                .map(word -> words.oneOf(word, NameRefresh.values(), NameRefresh::key, Rule.N5, "value of 'name'"))
                .orElse(Optional.of(NameRefresh.CACHED));
        var texts = new OperationValue[] {OperationValue.NAME, OperationValue.VOLUME_NAME};
        var placement = syntax.initial()
                .map(word -> words.oneOf(word, texts, OperationValue::key, Rule.Y9, "initial value of a string")
                        .map(value -> new TextPlacement(Optional.of(value))))
                .orElse(Optional.of(TextPlacement.OWN_BUFFER));
        return max.flatMap(
                chars -> refresh.flatMap(kept -> placement.map(where -> new FieldType.Text(chars, kept, where))));
    }

    private Optional<FieldType> scalar(FieldSyntax syntax, Word name) {
        var type = named(name);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        refuse(syntax, "a field of type " + name.text(), List.of("size", "max", "name", "initial"));
        if (syntax.length().isEmpty()) {
            return type;
        }
        return words.count(syntax.length().get(), "'length'", MOST_BYTES)
                .map(length -> new FieldType.Array(type.get(), length));
    }

    private Optional<FieldType> named(Word name) {
        var integer = Arrays.stream(IntegerType.values())
                .filter(type -> type.key().equals(name.text()))
                .map(FieldType.class::cast);
        var simple = Arrays.stream(SimpleType.values())
                .filter(type -> type.key().equals(name.text()))
                .map(FieldType.class::cast);
        var found = Stream.concat(integer, simple).findFirst();
        if (found.isPresent()) {
            return found;
        } else if (enums.containsKey(name.text())) {
            return Optional.ofNullable(enums.get(name.text())).map(FieldType.Enumeration::new);
        } else if (!declaredEnums.contains(name.text())) {
            unknown(name);
        }
        return Optional.empty();
    }

    private void unknown(Word name) {
        if (contexts.contains(name.text())) {
            problems.error(
                    Rule.Y9,
                    name.span(),
                    "'" + name.text() + "' is a context, not a type",
                    "write { ref: " + name.text() + " } to refer to it");
            return;
        }
        var known = new ArrayList<String>();
        Arrays.stream(IntegerType.values()).forEach(type -> known.add(type.key()));
        Arrays.stream(SimpleType.values()).forEach(type -> known.add(type.key()));
        known.addAll(List.of("bytes", "string"));
        known.addAll(declaredEnums);
        problems.error(Rule.Y9, name.span(), "'" + name.text() + "' is no type", Suggestion.fix(name.text(), known));
    }

    private boolean interlocked(FieldSyntax syntax, Optional<FieldType> type) {
        if (syntax.interlocked().isEmpty()) {
            return false;
        }
        var word = syntax.interlocked().get();
        var interlocked = words.truth(word, "interlocked").orElse(false);
        if (interlocked && type.isPresent() && !(type.get() instanceof IntegerType integer && integer.bits() >= 32)) {
            problems.error(
                    Rule.Y9,
                    word.span(),
                    "only integers of 32 and 64 bits can be interlocked",
                    "use uint32 or uint64, or remove 'interlocked' and let the lock guard the field");
        }
        return interlocked;
    }

    private void refuse(FieldSyntax syntax, String what, List<String> keys) {
        for (var key : keys) {
            var value = switch (key) {
                case "size" -> syntax.size();
                case "length" -> syntax.length();
                case "max" -> syntax.max();
                case "name" -> syntax.refresh();
                default -> syntax.initial();
            };
            value.ifPresent(word ->
                    problems.error(Rule.Y6, word.span(), "'" + key + "' does not apply to " + what, "remove it"));
        }
    }
}
