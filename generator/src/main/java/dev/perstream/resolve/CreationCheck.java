package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.model.Attachment;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.Lock;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Unavailable;
import dev.perstream.schema.Word;
import java.util.List;
import java.util.Optional;

/** Checks what is said of a context's creation, and the values that its texts get then. */
final class CreationCheck {

    private final Problems problems;

    CreationCheck(Problems problems) {
        this.problems = problems;
    }

    void check(List<ContextDraft> contexts) {
        for (var context : contexts) {
            context.attach().ifPresent(attach -> {
                moment(context, attach);
                texts(context, attach);
            });
        }
    }

    private void moment(ContextDraft context, Attachment attach) {
        var syntax = context.syntax();
        if (!attach.ofFile()) {
            var reason = named(attach);
            refuse(syntax.create().filter(word -> context.create() == CreateWhen.FIRST_USE), reason, "first-use");
            refuse(syntax.unavailable().filter(word -> context.unavailable() == Unavailable.FAIL), reason, "fail");
            refuse(syntax.probe().filter(word -> context.probe()), reason, "true");
        } else if (context.unavailable() == Unavailable.FAIL && context.create() == CreateWhen.FIRST_USE) {
            problems.error(
                    Rule.Y9,
                    syntax.unavailable().orElse(syntax.name()).span(),
                    "a context that is created at its first use cannot make the open fail",
                    "use 'create: first-open', or 'unavailable: ignore'");
        }
    }

    private void refuse(Optional<Word> word, String reason, String value) {
        word.ifPresent(written -> problems.error(
                Rule.Y9,
                written.span(),
                "'" + value + "' is for contexts of a file, a stream or a handle, and this is " + reason,
                "remove it"));
    }

    private void texts(ContextDraft context, Attachment attach) {
        Optional<Field> trailing = Optional.empty();
        for (var field : context.fields()) {
            if (field.type() instanceof FieldType.Text text) {
                refresh(context, attach, field, text);
                text.placement().initial().ifPresent(value -> initial(context, attach, field, value));
                if (text.placement().initial().isPresent() && trailing.isPresent()) {
                    problems.error(
                            Rule.R2,
                            place(context.syntax(field).initial(), context, field),
                            "'" + trailing.get().name() + "' has an initial value already, and one text only can lie"
                                    + " behind a context",
                            "assign one of them in 'track'");
                }
                trailing = text.placement().initial().isPresent() && trailing.isEmpty() ? Optional.of(field) : trailing;
            }
        }
    }

    private void refresh(ContextDraft context, Attachment attach, Field field, FieldType.Text text) {
        if (text.refresh() == NameRefresh.LAZY
                && (!attach.ofFile() || text.placement().initial().isPresent())) {
            problems.error(
                    Rule.N5,
                    place(context.syntax(field).refresh(), context, field),
                    attach.ofFile()
                            ? "a text with an initial value never changes, and cannot be kept lazily"
                            : "a name in " + named(attach) + " follows no file, and cannot be kept lazily",
                    "remove 'name: lazy'");
        } else if (text.refresh() == NameRefresh.LAZY && context.lock() == Lock.NONE) {
            problems.error(
                    Rule.L11,
                    place(context.syntax(field).refresh(), context, field),
                    "'" + field.name() + "' changes when a folder was renamed, and the context has no lock",
                    "give the context a lock, or remove 'name: lazy'");
        } else if (text.refresh() == NameRefresh.LAZY && !context.tracksRename()) {
            problems.warning(
                    Rule.N5,
                    place(context.syntax(field).refresh(), context, field),
                    "'" + field.name() + "' follows renames of the folders above its file, but not of the file itself",
                    "track 'rename: [" + field.name() + " = name]'");
        }
    }

    private void initial(ContextDraft context, Attachment attach, Field field, OperationValue value) {
        var place = place(context.syntax(field).initial(), context, field);
        var ofVolume = attach == Attachment.VOLUME || attach == Attachment.INSTANCE;
        if (ofVolume ? value != OperationValue.VOLUME_NAME : !attach.ofFile() || value != OperationValue.NAME) {
            problems.error(
                    Rule.K5,
                    place,
                    "the creation of " + named(attach) + " does not offer '" + value.key() + "'",
                    ofVolume ? "use 'volume-name'" : attach.ofFile() ? "use 'name'" : "remove 'initial'");
        } else if (context.create() == CreateWhen.FIRST_USE) {
            problems.warning(
                    Rule.N3,
                    place,
                    "the context may be created where no name can be asked for, and '" + field.name()
                            + "' then stays empty",
                    "use 'create: first-open'");
        }
    }

    private static String named(Attachment attach) {
        return (attach == Attachment.INSTANCE ? "an " : "a ") + attach.key() + " context";
    }

    private static Span place(Optional<Word> word, ContextDraft context, Field field) {
        return word.orElse(context.syntax(field).name()).span();
    }
}
