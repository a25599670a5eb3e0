package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.layout.ContextShape;
import dev.perstream.model.Architecture;
import dev.perstream.model.Attachment;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FieldType;
import java.util.List;
import java.util.Set;

/** Checks that each context fits into what the Filter Manager and FsRtl allow (rules R7 and R8). */
final class SizeCheck {

    private static final long MOST_BYTES = 65_535;
    private static final long PAGE = 4_096;

    private final Set<DriverModel> models;
    private final Set<Architecture> architectures;
    private final Problems problems;

    SizeCheck(Set<DriverModel> models, Set<Architecture> architectures, Problems problems) {
        this.models = models;
        this.architectures = architectures;
        this.problems = problems;
    }

    void check(List<ContextDraft> contexts) {
        contexts.stream()
                .filter(context -> context.attach().isPresent())
                .filter(context ->
                        context.brokenFields().isEmpty() && !context.fields().isEmpty())
                .forEach(this::size);
    }

    private void size(ContextDraft context) {
        var largest = 0L;
        var where = "";
        for (var model : models) {
            var layout = ContextShape.of(context.context(List.of()), model).layout();
            for (var architecture : architectures) {
                var size = layout.size(architecture) + trailing(context);
                if (size > largest) {
                    largest = size;
                    where = "on " + architecture.key() + " as " + OperationRules.named(model);
                }
            }
        }
        report(context, largest, where);
    }

    private void report(ContextDraft context, long size, String where) {
        var name = context.syntax().name();
        var behind = trailing(context) > 0 ? ", with the longest text behind it," : "";
        if (size > MOST_BYTES) {
            problems.error(
                    Rule.R8,
                    name.span(),
                    "the context '" + context.name() + "'" + behind + " has " + size + " bytes " + where + ", and "
                            + MOST_BYTES + " are the most",
                    trailing(context) > 0
                            ? "limit the text with 'max', or remove 'initial'"
                            : "make its arrays smaller, or keep what is large elsewhere behind a 'pointer'");
        } else if (size - trailing(context) > PAGE && context.attach().orElseThrow() != Attachment.INSTANCE) {
            problems.warning(
                    Rule.R8,
                    name.span(),
                    "the context '" + context.name() + "' has " + size + " bytes " + where
                            + ", more than a page, for each "
                            + context.attach().orElseThrow().key(),
                    "keep what is large elsewhere behind a 'pointer'");
        }
    }

    private static long trailing(ContextDraft context) {
        return context.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Text text
                        && text.placement().initial().isPresent())
                .mapToLong(field -> 2L * ((FieldType.Text) field.type()).maxChars())
                .max()
                .orElse(0);
    }
}
