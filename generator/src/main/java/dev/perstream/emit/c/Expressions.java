package dev.perstream.emit.c;

import dev.perstream.model.Condition;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.Operand;
import dev.perstream.model.SimpleType;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Operands and conditions as C expressions, in a routine whose parameters are those of {@link TrackRoutine}. */
final class Expressions {

    private final Context context;
    private final CNames names;
    private final DriverModel model;

    Expressions(Context context, CNames names, DriverModel model) {
        this.context = context;
        this.names = names;
        this.model = model;
    }

    /** A member of the context. */
    String member(Field field) {
        return context.name() + "->" + field.name();
    }

    /** An operand, converted to the type of what takes it. */
    String operand(Operand operand, FieldType wanted) {
        if (operand instanceof Operand.Literal literal) {
            return literal(literal.value(), wanted);
        }
        if (operand instanceof Operand.Truth truth) {
            return truth.value() ? "TRUE" : "FALSE";
        }
        if (operand instanceof Operand.Constants constants) {
            var text = constants.constants().stream()
                    .map(constant -> names.constant(constants.type(), constant))
                    .collect(Collectors.joining(" | "));
            return constants.constants().size() == 1 ? text : "(" + text + ")";
        }
        if (operand instanceof Operand.Value value) {
            return converted(CNames.pascal(value.value()), value.value().type(), wanted);
        }
        if (operand instanceof Operand.FieldValue value) {
            return converted(read(value.field()), value.field().type(), wanted);
        }
        return ((Operand.ContextReference) operand).context();
    }

    /** An operand in its own type, for a place that converts it anyway. */
    String unconverted(Operand operand, FieldType wanted) {
        if (operand instanceof Operand.Value value) {
            return CNames.pascal(value.value());
        }
        return operand instanceof Operand.FieldValue value ? read(value.field()) : operand(operand, wanted);
    }

    /** A condition. */
    String condition(Condition condition) {
        if (condition instanceof Condition.Holds holds) {
            return operand(holds.operand(), SimpleType.BOOL);
        }
        if (condition instanceof Condition.Compare compare) {
            var type = comparedType(compare);
            return comparable(compare.left(), type) + " " + compare.comparison().symbol() + " "
                    + comparable(compare.right(), type);
        }
        if (condition instanceof Condition.Not not) {
            return not.condition() instanceof Condition.Holds
                    ? "!" + condition(not.condition())
                    : "!(" + condition(not.condition()) + ")";
        }
        if (condition instanceof Condition.And and) {
            return grouped(and.left()) + " && " + grouped(and.right());
        }
        var or = (Condition.Or) condition;
        return grouped(or.left()) + " || " + grouped(or.right());
    }

    /** A condition as a part of a larger one. */
    String grouped(Condition condition) {
        var simple = condition instanceof Condition.Holds || condition instanceof Condition.Not;
        return simple ? condition(condition) : "(" + condition(condition) + ")";
    }

    /** Whether a member is still zero or empty. */
    String isUnset(Field field) {
        var type = field.type();
        if (type instanceof FieldType.Text) {
            return member(field) + ".Buffer == NULL";
        }
        if (type == SimpleType.TIME) {
            return member(field) + ".QuadPart == 0";
        }
        if (type == SimpleType.BOOL) {
            return "!" + member(field);
        }
        return member(field) + (isPointer(type) ? " == NULL" : " == 0");
    }

    private static boolean isPointer(FieldType type) {
        return type instanceof FieldType.Reference
                || type == SimpleType.PROCESS_ID
                || type == SimpleType.THREAD_ID
                || type == SimpleType.POINTER
                || type == SimpleType.INSTANCE;
    }

    /** The type in which two operands are compared: that of the side that has one. */
    private static FieldType comparedType(Condition.Compare compare) {
        return typeOf(compare.left()).or(() -> typeOf(compare.right())).orElse(IntegerType.INT64);
    }

    private static Optional<FieldType> typeOf(Operand operand) {
        if (operand instanceof Operand.Value value) {
            return Optional.of(value.value().type());
        }
        if (operand instanceof Operand.FieldValue value) {
            return Optional.of(value.field().type());
        }
        if (operand instanceof Operand.Constants constants) {
            return Optional.of(new FieldType.Enumeration(constants.type()));
        }
        return Optional.empty();
    }

    private String comparable(Operand operand, FieldType type) {
        var text = operand(operand, type);
        var isTime = type == SimpleType.TIME && !(operand instanceof Operand.Literal);
        return isTime ? text + ".QuadPart" : text;
    }

    /**
     * A member's value. An interlocked member is signed, whatever the field is, and one of 64 bits is read whole on a
     * 32-bit processor too.
     */
    private String read(Field field) {
        if (!field.interlocked() || !(field.type() instanceof IntegerType integer)) {
            return member(field);
        }
        var whole = integer.bits() == 64 ? "InterlockedCompareExchange64(&" + member(field) + ", 0, 0)" : member(field);
        return integer.signed() ? whole : "(" + CTypes.scalar(integer, names, model) + ")" + whole;
    }

    private String converted(String text, FieldType from, FieldType to) {
        var differ = from instanceof IntegerType && to instanceof IntegerType && from != to;
        return differ ? "(" + CTypes.scalar(to, names, model) + ")" + text : text;
    }

    private static String literal(BigInteger value, FieldType wanted) {
        if (wanted instanceof IntegerType integer) {
            return number(value, integer);
        }
        return wanted == SimpleType.STATUS ? status(value) : value.toString();
    }

    /** A number of a type; the least of a signed type cannot be written as one token. */
    static String number(BigInteger value, IntegerType type) {
        if (type.signed() && value.equals(type.minimum()) && type.bits() >= 32) {
            return "(" + value.add(BigInteger.ONE) + suffix(type) + " - 1)";
        }
        return value + suffix(type);
    }

    private static String status(BigInteger value) {
        return "((NTSTATUS)0x" + String.format(Locale.ROOT, "%08X", value.intValue()) + "L)";
    }

    private static String suffix(IntegerType type) {
        return switch (type) {
            case UINT32 -> "U";
            case INT64 -> "LL";
            case UINT64 -> "ULL";
            default -> "";
        };
    }
}
