package dev.perstream.emit;

import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random field.
 *
 * @param name its name
 * @param type its type in the schema; that of a fixed array, of bytes or of a text behind the context is not a word of its
 *     own
 * @param declaration its line
 * @param interlocked whether it needs no lock
 */
record RandomField(String name, String type, String declaration, boolean interlocked) {

    private static final List<String> SCALARS = List.of(
            "int8",
            "uint8",
            "int16",
            "uint16",
            "int32",
            "uint32",
            "int64",
            "uint64",
            "bool",
            "time",
            "guid",
            "process-id",
            "thread-id",
            "status",
            "pointer",
            "instance",
            "Verdict",
            "Depth",
            "Marks");

    static final String STRING = "string";

    static RandomField next(Random random, int index, RandomContext context, List<RandomField> earlier) {
        var type = SCALARS.get(random.nextInt(SCALARS.size()));
        var name = "F" + index;
        return switch (random.nextInt(9)) {
            case 0 -> field(name, "bytes", "{ type: bytes, size: " + (1 + random.nextInt(50)) + " }");
            case 1 -> field(name, "array", "{ type: " + type + ", length: " + (1 + random.nextInt(5)) + " }");
            case 2, 3 -> text(random, name, context, earlier);
            case 4, 5 -> {
                var integer = List.of("int32", "uint32", "int64", "uint64").get(random.nextInt(4));
                yield new RandomField(
                        name, integer, name + ": { type: " + integer + ", interlocked: true, doc: A count }", true);
            }
            default -> field(name, type, type);
        };
    }

    /** A counted reference to another context. */
    static RandomField reference(RandomContext other) {
        return field("To" + other.name(), other.name(), "{ ref: " + other.name() + " }");
    }

    private static RandomField text(Random random, String name, RandomContext context, List<RandomField> earlier) {
        if (random.nextInt(3) == 0
                && earlier.stream().noneMatch(field -> field.type().equals("initial"))) {
            var initial = context.attach().ofFile() ? "name" : "volume-name";
            if (context.isReachedBy(Operation.SETUP) || context.attach().ofFile()) {
                return field(name, "initial", "{ type: string, initial: " + initial + " }");
            }
        }
        var properties = new ArrayList<>(List.of("type: string"));
        if (random.nextBoolean()) {
            properties.add("max: " + (1 + random.nextInt(2000)));
        }
        if (random.nextInt(3) == 0 && context.attach().ofFile() && context.lock() != Lock.NONE) {
            properties.add("name: lazy");
        }
        return field(name, STRING, "{ " + String.join(", ", properties) + " }");
    }

    private static RandomField field(String name, String type, String declared) {
        return new RandomField(name, type, name + ": " + declared, false);
    }

    boolean isInteger() {
        return type.startsWith("int") || type.startsWith("uint");
    }
}
