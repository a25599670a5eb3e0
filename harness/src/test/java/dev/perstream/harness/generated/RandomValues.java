package dev.perstream.harness.generated;

import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.context.Constant;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.Flags;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.Pointer;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.model.Context;
import dev.perstream.model.EnumType;
import dev.perstream.model.FieldType;
import dev.perstream.model.FilterModel;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import java.math.BigInteger;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Random values of a filter's fields. What is as wide as a pointer fits one of 32 bits. */
final class RandomValues {

    private static final int USUAL_LENGTH = 40;

    private final FilterModel filter;
    private final GeneratedContexts classes;
    private final Random random;

    RandomValues(FilterModel filter, GeneratedContexts classes, long seed) {
        this.filter = filter;
        this.classes = classes;
        this.random = new Random(seed);
    }

    /** A snapshot of a context, with other contexts behind its references. */
    ContextSnapshot snapshot(Context context) {
        return classes.type(context)
                .of(context.fields().stream().map(field -> value(field.type())).toList());
    }

    /** A value of a type. */
    Object value(FieldType type) {
        if (type instanceof IntegerType integer) {
            return integer(integer);
        } else if (type instanceof SimpleType simple) {
            return value(simple);
        } else if (type instanceof FieldType.Enumeration enumeration) {
            return constant(enumeration.type());
        } else if (type instanceof FieldType.Bytes bytes) {
            return bytes(bytes.size());
        } else if (type instanceof FieldType.Array array) {
            return IntStream.range(0, array.length())
                    .mapToObj(any -> value(array.element()))
                    .toList();
        } else if (type instanceof FieldType.Text text) {
            return text(text.maxChars());
        }
        var target = filter.context(((FieldType.Reference) type).context());
        return random.nextInt(4) == 0 ? Reference.none() : Reference.to(snapshot(target));
    }

    /** Now and then an end of the range. */
    private Object integer(IntegerType type) {
        var value = switch (random.nextInt(6)) {
            case 0 -> type.minimum();
            case 1 -> type.maximum();
            default -> new BigInteger(type.bits(), random).add(type.minimum());
        };
        var isLong = type.bits() == Long.SIZE || type == IntegerType.UINT32;
        return isLong ? (Object) value.longValue() : (Object) value.intValueExact();
    }

    private Object value(SimpleType type) {
        return switch (type) {
            case BOOL -> random.nextBoolean();
            case TIME -> new SystemTime(random.nextLong());
            case GUID -> new UUID(random.nextLong(), random.nextLong());
            case PROCESS_ID, THREAD_ID -> Integer.toUnsignedLong(random.nextInt());
            case STATUS -> new NtStatus(random.nextInt());
            case POINTER, INSTANCE -> pointer();
        };
    }

    private Pointer pointer() {
        return switch (random.nextInt(3)) {
            case 0 -> Pointer.NULL;
            case 1 -> Pointer.to(Integer.toUnsignedLong(random.nextInt()));
            default -> Pointer.to(0, "object " + random.nextInt(3));
        };
    }

    private Object constant(EnumType type) {
        if (type.flags()) {
            return flags(classes.load(type.name()), new BigInteger(type.base().bits(), random).longValue());
        }
        var constants = classes.constants(type);
        return constants[random.nextInt(constants.length)];
    }

    @SuppressWarnings("unchecked")
    private static <E extends Enum<E> & Constant> Flags<E> flags(Class<?> type, long bits) {
        return Flags.of((Class<E>) type, bits);
    }

    private Bytes bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    /** Of any UTF-16 units, now and then as long as may be. */
    private String text(int max) {
        var length = random.nextInt(5) == 0 ? max : random.nextInt(Math.min(max, USUAL_LENGTH) + 1);
        var text = new StringBuilder(length);
        random.ints(length, 0, Character.MAX_VALUE + 1).forEach(unit -> text.append((char) unit));
        return text.toString();
    }
}
