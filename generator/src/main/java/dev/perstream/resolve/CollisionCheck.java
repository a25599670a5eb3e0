package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.Lock;
import dev.perstream.model.Mangling;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.OperationValue;
import dev.perstream.schema.EnumSyntax;
import dev.perstream.schema.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that no two names become one in C, in Java or on a file system that does not tell capitals from small letters. */
final class CollisionCheck {

    /** What the names of a filter's classes in Java end with. */
    private static final List<String> CLASSES = List.of("Filter", "Behaviour", "ContractTest", "Test");

    private final Problems problems;
    private final Map<String, Named> global = new HashMap<>();

    CollisionCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Optional<Word> filter, List<EnumSyntax> enums, List<ContextDraft> contexts) {
        filter.ifPresent(name -> classes(name, enums, contexts));
        enums.forEach(this::enumeration);
        var distinct = contexts.stream().filter(this::context).toList();
        enums.forEach(this::constants);
        distinct.forEach(this::derived);
        contexts.forEach(this::fields);
        contexts.forEach(context -> locals(context, contexts));
    }

    /** The classes that are made of the filter's name, and those of contexts and enumerations beside them. */
    private void classes(Word filter, List<EnumSyntax> enums, List<ContextDraft> contexts) {
        for (var suffix : CLASSES) {
            var name = filter.text() + suffix;
            var generated = new Named(filter, "the Java class '" + name + "' of the filter");
            Stream.concat(
                            enums.stream().map(CollisionCheck::named),
                            contexts.stream().map(CollisionCheck::named))
                    .filter(other -> other.word().text().equalsIgnoreCase(name))
                    .forEach(other -> declare(new HashMap<>(Map.of(name, generated)), name, other));
        }
    }

    private static Named named(ContextDraft context) {
        return new Named(context.syntax().name(), "the context '" + context.name() + "'");
    }

    private static Named named(EnumSyntax syntax) {
        return new Named(
                syntax.name(),
                (syntax.flags() ? "the flags '" : "the enum '") + syntax.name().text() + "'");
    }

    private void enumeration(EnumSyntax syntax) {
        declare(global, snake(syntax.name().text()), named(syntax));
    }

    private boolean context(ContextDraft context) {
        return declare(global, snake(context.name()), named(context));
    }

    private void constants(EnumSyntax syntax) {
        var own = new HashMap<String, Named>();
        for (var constant : syntax.constants()) {
            var named = new Named(
                    constant.name(),
                    "the constant '" + constant.name().text() + "' of '"
                            + syntax.name().text() + "'");
            if (declare(own, constant.name().text().replaceAll("[-_]", "").toLowerCase(Locale.ROOT), named)) {
                declare(
                        global,
                        snake(syntax.name().text())
                                + Mangling.upperKebab(constant.name().text()).replace("_", ""),
                        named);
            }
        }
    }

    /** The macros that are made of a context's name and a suffix. */
    private void derived(ContextDraft context) {
        var prefix = snake(context.name());
        var owner = "the context '" + context.name() + "'";
        declare(global, prefix + "TAG", new Named(context.syntax().name(), "the pool tag of " + owner));
        if (context.fields().stream().anyMatch(CollisionCheck::isNamedAtCreation)) {
            declare(
                    global,
                    "NAMED" + prefix,
                    new Named(context.syntax().name(), "the creation, with its file's name, of " + owner));
        }
        for (var field : context.fields()) {
            var name = context.syntax(field).name();
            if (field.type() instanceof FieldType.Text) {
                declare(
                        global,
                        prefix + snake(field.name()) + "CHARS",
                        new Named(name, "the capacity of the field '" + field.name() + "' of " + owner));
            } else if (field.type() instanceof FieldType.Bytes || field.type() instanceof FieldType.Array) {
                declare(
                        global,
                        prefix + snake(field.name()) + "LENGTH",
                        new Named(name, "the length of the field '" + field.name() + "' of " + owner));
            }
        }
    }

    private void fields(ContextDraft context) {
        var own = new HashMap<String, Named>();
        for (var field : context.syntax().fields()) {
            var named = new Named(field.name(), "the field '" + field.name().text() + "'");
            var key = snake(field.name().text());
            if (key.equals("HEADER") || (key.equals("LOCK") && context.lock() != Lock.NONE)) {
                problems.error(
                        Rule.Y11,
                        field.name().span(),
                        "a field cannot be named '" + field.name().text()
                                + "': that is a member of the generated structure",
                        "choose another name");
            }
            declare(own, key, named);
        }
        context.fields().stream()
                .filter(field -> mayOrderName(context, field))
                .forEach(field -> declare(
                        own,
                        snake(field.name()) + "GENERATION",
                        new Named(
                                context.syntax(field).name(),
                                "the count of renames beside the field '" + field.name() + "'")));
    }

    private static boolean isNamedAtCreation(Field field) {
        return field.type() instanceof FieldType.Text text
                && text.placement()
                        .initial()
                        .filter(OperationValue.NAME::equals)
                        .isPresent();
    }

    /** What a routine calls the new value of a text, and the old one of a reference, is no context's name. */
    private void locals(ContextDraft context, List<ContextDraft> contexts) {
        for (var field : context.fields()) {
            var local = (field.type() instanceof FieldType.Text ? "New" : "Old") + field.name();
            var replaced = field.type() instanceof FieldType.Text || field.type() instanceof FieldType.Reference;
            contexts.stream()
                    .filter(other -> replaced && other.name().equals(local))
                    .forEach(other -> declare(
                            new HashMap<>(Map.of(
                                    local,
                                    new Named(
                                            context.syntax(field).name(),
                                            "the variable for the field '" + field.name() + "'"))),
                            local,
                            new Named(other.syntax().name(), "the context '" + other.name() + "'")));
        }
    }

    /** Whether a text may be kept with the count of renames at which it was asked for (rules N4 and N5). */
    private static boolean mayOrderName(ContextDraft context, Field field) {
        return field.type() instanceof FieldType.Text text
                && (text.refresh() == NameRefresh.LAZY
                        || text.placement().initial().isEmpty() && context.tracksRename());
    }

    private boolean declare(Map<String, Named> scope, String key, Named named) {
        var first = scope.putIfAbsent(key, named);
        if (first == null || first.equals(named)) {
            return true;
        }
        var inOrder = isBefore(first.word(), named.word());
        var earlier = inOrder ? first : named;
        var later = inOrder ? named : first;
        problems.error(
                Rule.Y12,
                later.word().span(),
                later.what() + " gets the same name in the generated code as " + earlier.what() + " in line "
                        + earlier.word().span().line(),
                "rename one of them");
        return false;
    }

    private static boolean isBefore(Word left, Word right) {
        return left.span().line() < right.span().line()
                || (left.span().line() == right.span().line()
                        && left.span().column() < right.span().column());
    }

    /** The key under which names that differ in capitals or separators alone are the same. */
    private static String snake(String pascal) {
        return Mangling.upperSnake(pascal).replace("_", "");
    }

    /** A name and how messages call what bears it. */
    private record Named(Word word, String what) {}
}
