package dev.perstream.track;

import dev.perstream.model.Condition.Comparison;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import dev.perstream.model.Statement.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the types of fields allow in statements. */
final class Types {

    private Types() {}

    /** How messages call a type. */
    static String name(FieldType type) {
        if (type instanceof IntegerType integer) {
            return integer.key();
        } else if (type instanceof SimpleType simple) {
            return simple.key();
        } else if (type instanceof FieldType.Enumeration enumeration) {
            return enumeration.type().name();
        } else if (type instanceof FieldType.Bytes) {
            return "bytes";
        } else if (type instanceof FieldType.Array array) {
            return "array of " + name(array.element());
        } else if (type instanceof FieldType.Reference reference) {
            return "reference to " + reference.context();
        }
        return "string";
    }

    /** Whether a value of one type can be stored in a field of another without loss. */
    static boolean takes(FieldType target, FieldType source) {
        if (target instanceof IntegerType to && source instanceof IntegerType from) {
            return to.holds(from.minimum()) && to.holds(from.maximum());
        }
        return (target instanceof FieldType.Text && source instanceof FieldType.Text) || target.equals(source);
    }

    /** The operators that change a field. */
    static Set<Operator> operators(Field field) {
        var type = field.type();
        if (type instanceof IntegerType) {
            return EnumSet.allOf(Operator.class);
        } else if (type instanceof FieldType.Bytes || type instanceof FieldType.Array || isFixedText(type)) {
            return EnumSet.noneOf(Operator.class);
        } else if (type == SimpleType.BOOL || isFlags(type)) {
            return EnumSet.of(Operator.SET, Operator.OR, Operator.SET_IF_UNSET);
        }
        return EnumSet.of(Operator.SET, Operator.SET_IF_UNSET);
    }

    /** Whether two values of a type can be compared so. */
    static boolean comparable(FieldType type, Comparison comparison) {
        var ordered = type instanceof IntegerType || type == SimpleType.TIME;
        var equatable = ordered
                || type instanceof FieldType.Enumeration
                || (type instanceof SimpleType && type != SimpleType.GUID);
        return comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL ? equatable : ordered;
    }

    static boolean isFlags(FieldType type) {
        return type instanceof FieldType.Enumeration enumeration
                && enumeration.type().flags();
    }

    /** Whether it is a text that is set once and lies behind the context. */
    static boolean isFixedText(FieldType type) {
        return type instanceof FieldType.Text text && text.placement().initial().isPresent();
    }

    /** Whether a field of the type can be changed with interlocked operations. */
    static boolean canInterlock(FieldType type) {
        return type instanceof IntegerType integer && integer.bits() >= 32;
    }

    static List<String> constants(FieldType type) {
        return type instanceof FieldType.Enumeration enumeration
                ? enumeration.type().constants().stream()
                        .map(EnumConstant::name)
                        .toList()
                : List.of();
    }
}
