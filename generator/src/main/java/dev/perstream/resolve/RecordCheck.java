package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Field;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import java.util.List;

/** Checks that the fields of a context are not more than a record of Java can have. */
final class RecordCheck {

    /** The most words that a method takes, without the object that it belongs to. */
    private static final int MOST_WORDS = 254;

    private final Problems problems;

    RecordCheck(Problems problems) {
        this.problems = problems;
    }

    void check(List<ContextDraft> contexts) {
        for (var context : contexts) {
            var words = context.fields().stream().mapToInt(RecordCheck::words).sum();
            if (words > MOST_WORDS) {
                problems.error(
                        Rule.Y5,
                        context.syntax().name().span(),
                        "the context '" + context.name() + "' has too many fields for a record of Java, " + words
                                + " words where " + MOST_WORDS + " are the most: an integer that does not fit 32 bits"
                                + " with a sign takes two, any other field one",
                        "combine fields into arrays");
            }
        }
    }

    private static int words(Field field) {
        var type = field.type();
        var wide = type == IntegerType.UINT32
                || type == IntegerType.INT64
                || type == IntegerType.UINT64
                || type == SimpleType.PROCESS_ID
                || type == SimpleType.THREAD_ID;
        return wide ? 2 : 1;
    }
}
