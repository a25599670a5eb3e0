package dev.perstream.emit;

import dev.perstream.model.Attachment;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Operation;
import dev.perstream.model.Operation.Completion;
import dev.perstream.model.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes schemas with every kind of context, field, statement and hook, the same for the same seed. They are text and not
 * model, so that whether one is valid is for the reader to say.
 */
public final class RandomSchema {

    /** For a legacy filter the last ones only: outside the Filter Manager, push locks came late (rule L13). */
    private static final List<String> WINDOWS = List.of("6.3.9600", "10.0.14393", "10.0.19041", "10.0.22621");

    private static final int MOST_FIELDS = 7;

    private final Random random;
    private final Set<DriverModel> models;
    private final StringBuilder text = new StringBuilder();

    private RandomSchema(long seed, Set<DriverModel> models) {
        this.random = new Random(seed);
        this.models = models;
    }

    /** A schema for drivers of some kinds. */
    public static String of(long seed, Set<DriverModel> models) {
        return new RandomSchema(seed, models).write();
    }

    private String write() {
        var contexts = contexts();
        line("perstream: 1");
        line("filter:");
        line("  name: Random");
        line("  description: Found by chance");
        line("  provider: Example Corp");
        line("  version: 1.2.3");
        line("  models: [" + models.stream().map(DriverModel::key).collect(Collectors.joining(", ")) + "]");
        line("  group: activity-monitor");
        line("  altitude: 370031.5");
        line("  windows: " + pick(models.contains(DriverModel.LEGACY) ? WINDOWS.subList(2, WINDOWS.size()) : WINDOWS));
        line("  architectures: [x64, x86, arm64]");
        line("enums:");
        line("  Verdict: { type: uint8, values: { unknown: 0, clean: 1, dirty: 2 } }");
        line("  Depth: { type: int32, values: { shallow: -1, level: 0, deep: 0x7FFFFFFF } }");
        line("flags:");
        line("  Marks: { type: uint32, values: { seen: 1, kept: 2, high: 0x80000000 } }");
        line("contexts:");
        contexts.forEach(context -> write(context, contexts));
        operations(contexts);
        return text.toString();
    }

    private List<RandomContext> contexts() {
        var attachments = Arrays.stream(Attachment.values())
                .filter(attachment -> !models.contains(DriverModel.LEGACY)
                        || attachment.ofFile()
                        || attachment == Attachment.INSTANCE)
                .filter(attachment -> random.nextInt(3) > 0)
                .toList();
        return (attachments.isEmpty() ? List.of(Attachment.STREAM) : attachments)
                .stream()
                        .map(attachment -> RandomContext.of(attachment, random))
                        .toList();
    }

    private void write(RandomContext context, List<RandomContext> all) {
        line("  " + context.name() + ":");
        context.properties().forEach(property -> line("    " + property));
        line("    fields:");
        var fields = new ArrayList<RandomField>();
        var count = 1 + random.nextInt(MOST_FIELDS);
        for (var i = 0; i < count; i++) {
            fields.add(RandomField.next(random, i, context, fields));
        }
        all.stream()
                .takeWhile(other -> !other.equals(context))
                .filter(other -> random.nextInt(3) == 0 && context.attach().ofFile())
                .forEach(other -> fields.add(RandomField.reference(other)));
        fields.forEach(field -> line("      " + field.declaration()));
        var tracks = operations().stream()
                .filter(operation -> isReached(context, operation))
                .filter(operation -> random.nextInt(4) == 0 || operation == Operation.CREATE)
                .map(operation -> new RandomTrack(random, context, operation, fields).line())
                .filter(track -> !track.isEmpty())
                .toList();
        if (!tracks.isEmpty()) {
            line("    track:");
            tracks.forEach(track -> line("      " + track));
        }
    }

    private void operations(List<RandomContext> contexts) {
        var hooked = operations().stream().filter(o -> random.nextInt(4) == 0).toList();
        if (hooked.isEmpty()) {
            return;
        }
        line("operations:");
        for (var operation : hooked) {
            var phases = phases(operation);
            var handed = contexts.stream()
                    .filter(context -> isReached(context, operation) && random.nextBoolean())
                    .filter(context -> mayBeHanded(context, operation, phases))
                    .map(RandomContext::name)
                    .collect(Collectors.joining(", "));
            line("  " + operation.key() + ": { hooks: [" + phases + "], contexts: [" + handed + "] }");
        }
    }

    /** A legacy filter cannot look a context up in a close (rule G10). */
    private boolean isReached(RandomContext context, Operation operation) {
        return context.isReachedBy(operation)
                && !(operation == Operation.CLOSE && context.attach().ofFile() && models.contains(DriverModel.LEGACY));
    }

    /** Not before the object is open (rule S1), and not from paged pool at DISPATCH_LEVEL (rule L1). */
    private static boolean mayBeHanded(RandomContext context, Operation operation, String phases) {
        var tooEarly =
                phases.contains("pre") && operation.opens() && context.attach().ofFile();
        var tooHigh = phases.contains("post")
                && operation.completion() == Completion.DISPATCH
                && context.pool() == Pool.PAGED;
        return !tooEarly && !tooHigh;
    }

    private String phases(Operation operation) {
        if (operation == Operation.SETUP) {
            return "post";
        }
        return operation.completion() == Completion.NONE ? "pre" : pick(List.of("pre", "post", "pre, post"));
    }

    private List<Operation> operations() {
        return EnumSet.allOf(Operation.class).stream()
                .filter(operation -> operation.models().containsAll(models))
                .toList();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
