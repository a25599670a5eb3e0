package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.perstream.model.Condition;
import dev.perstream.model.Condition.Comparison;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.Mangling;
import dev.perstream.model.Operand;
import dev.perstream.model.OperationValue;
import dev.perstream.model.SimpleType;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Operands and conditions of statements as expressions of Java, over a snapshot and the {@code event}. */
final class Expressions {

    private final JavaNames names;
    private final String state;

    /**
     * Expressions that read fields from a variable.
     *
     * @param state the variable that holds the context
     */
    Expressions(JavaNames names, String state) {
        this.names = names;
        this.state = state;
    }

    /** A field's value. */
    CodeBlock read(Field field) {
        return CodeBlock.of("$L.$L()", state, names.accessor(field));
    }

    /** An operand where a value of a type is wanted. */
    CodeBlock operand(Operand operand, FieldType wanted) {
        if (operand instanceof Operand.Literal literal) {
            return number(literal.value(), (IntegerType) wanted);
        } else if (operand instanceof Operand.Truth truth) {
            return CodeBlock.of("$L", truth.value());
        } else if (operand instanceof Operand.Constants constants) {
            return constants(constants);
        } else if (operand instanceof Operand.Value value) {
            return value(value.value(), wanted);
        } else if (operand instanceof Operand.FieldValue value) {
            return read(value.field());
        }
        var context = names.type(((Operand.ContextReference) operand).context());
        return CodeBlock.of("event.reference($T.TYPE)", context);
    }

    /** A condition. */
    CodeBlock condition(Condition condition) {
        if (condition instanceof Condition.Holds holds) {
            return operand(holds.operand(), SimpleType.BOOL);
        } else if (condition instanceof Condition.Compare compare) {
            return compare(compare);
        } else if (condition instanceof Condition.Not not) {
            return not.condition() instanceof Condition.Holds
                    ? CodeBlock.of("!$L", condition(not.condition()))
                    : CodeBlock.of("!($L)", condition(not.condition()));
        } else if (condition instanceof Condition.And and) {
            return CodeBlock.of("$L && $L", grouped(and.left()), grouped(and.right()));
        }
        var or = (Condition.Or) condition;
        return CodeBlock.of("$L || $L", grouped(or.left()), grouped(or.right()));
    }

    /** A condition as a part of a larger one. */
    CodeBlock grouped(Condition condition) {
        var joins = condition instanceof Condition.And || condition instanceof Condition.Or;
        return joins ? CodeBlock.of("($L)", condition(condition)) : condition(condition);
    }

    /** Whether a field is still zero or empty. */
    CodeBlock isUnset(Field field) {
        var type = field.type();
        var value = read(field);
        if (type instanceof FieldType.Text) {
            return CodeBlock.of("$L.isEmpty()", value);
        } else if (type instanceof FieldType.Reference) {
            return CodeBlock.of("$L.value().isEmpty()", value);
        } else if (type instanceof FieldType.Enumeration enumeration) {
            return CodeBlock.of("$L.$L() == 0", value, enumeration.type().flags() ? "bits" : "value");
        } else if (type instanceof SimpleType simple) {
            return isUnset(simple, value);
        }
        return CodeBlock.of("$L == 0", value);
    }

    private static CodeBlock isUnset(SimpleType type, CodeBlock value) {
        return switch (type) {
            case BOOL -> CodeBlock.of("!$L", value);
            case TIME -> CodeBlock.of("!$L.isSet()", value);
            case GUID -> CodeBlock.of("$L.equals(new $T(0, 0))", value, UUID.class);
            case PROCESS_ID, THREAD_ID -> CodeBlock.of("$L == 0", value);
            case STATUS -> CodeBlock.of("$L.code() == 0", value);
            case POINTER, INSTANCE -> CodeBlock.of("$L.isNull()", value);
        };
    }

    /** The text that a statement waits for, if its operand is one. */
    Optional<CodeBlock> textOf(Operand operand) {
        return operand instanceof Operand.Value value && value.value().type() instanceof FieldType.Text
                ? Optional.of(read(value.value()))
                : Optional.empty();
    }

    private CodeBlock value(OperationValue value, FieldType wanted) {
        return wanted instanceof FieldType.Text text
                ? CodeBlock.of("$T.cut($L.get(), $L)", HarnessTypes.TEXTS, read(value), text.maxChars())
                : read(value);
    }

    private static CodeBlock read(OperationValue value) {
        return CodeBlock.of("event.$L()", Mangling.camel(Mangling.pascal(value.key())));
    }

    private CodeBlock constants(Operand.Constants constants) {
        var type = names.type(constants.type());
        if (!constants.type().flags()) {
            return CodeBlock.of(
                    "$T.$L", type, names.constant(constants.constants().get(0)));
        }
        var block = CodeBlock.builder().add("$T.of($T.class, 0)", HarnessTypes.FLAGS, type);
        constants.constants().forEach(flag -> block.add(".with($T.$L)", type, names.constant(flag)));
        return block.build();
    }

    private CodeBlock compare(Condition.Compare compare) {
        var type = comparedType(compare);
        var left = operand(compare.left(), type);
        var right = operand(compare.right(), type);
        if (isPrimitive(type)) {
            return type == IntegerType.UINT64 && isOrdered(compare.comparison())
                    ? CodeBlock.of(
                            "$T.compareUnsigned($L, $L) $L 0",
                            Long.class,
                            left,
                            right,
                            compare.comparison().symbol())
                    : CodeBlock.of("$L $L $L", left, compare.comparison().symbol(), right);
        } else if (isOrdered(compare.comparison())) {
            return CodeBlock.of(
                    "$L.compareTo($L) $L 0", left, right, compare.comparison().symbol());
        }
        var negation = compare.comparison() == Comparison.NOT_EQUAL ? "!" : "";
        return CodeBlock.of("$L$L.equals($L)", negation, left, right);
    }

    /** The type in which two operands are compared: of two integers the wider one, which holds both. */
    private static FieldType comparedType(Condition.Compare compare) {
        var left = typeOf(compare.left());
        var right = typeOf(compare.right());
        if (left.isPresent()
                && right.isPresent()
                && left.get() instanceof IntegerType one
                && right.get() instanceof IntegerType other) {
            return one.bits() < other.bits() ? other : one;
        }
        return left.or(() -> right).orElse(IntegerType.INT64);
    }

    private static Optional<FieldType> typeOf(Operand operand) {
        if (operand instanceof Operand.Value value) {
            return Optional.of(value.value().type());
        } else if (operand instanceof Operand.FieldValue value) {
            return Optional.of(value.field().type());
        } else if (operand instanceof Operand.Constants constants) {
            return Optional.of(new FieldType.Enumeration(constants.type()));
        }
        return operand instanceof Operand.Truth ? Optional.of(SimpleType.BOOL) : Optional.empty();
    }

    private static boolean isOrdered(Comparison comparison) {
        return comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL;
    }

    private static boolean isPrimitive(FieldType type) {
        return type instanceof IntegerType
                || type == SimpleType.BOOL
                || type == SimpleType.PROCESS_ID
                || type == SimpleType.THREAD_ID;
    }

    /** A number as a literal of the type's Java type. */
    static CodeBlock number(BigInteger value, IntegerType type) {
        if (!JavaTypes.isLong(type)) {
            return CodeBlock.of("$L", value);
        }
        return value.bitLength() < Long.SIZE
                ? CodeBlock.of("$LL", value)
                : CodeBlock.of("0x$LL", value.toString(16).toUpperCase(Locale.ROOT));
    }
}
