package dev.perstream.model;

import java.math.BigInteger;
import java.util.List;

/** The right-hand side of a statement, or a side of a comparison. */
public sealed interface Operand {

    /** A number within the range of what it is assigned to or compared with. */
    record Literal(BigInteger value) implements Operand {}

    /** True or false. */
    record Truth(boolean value) implements Operand {}

    /** One constant of an enumeration, or several flags combined. */
    record Constants(EnumType type, List<EnumConstant> constants) implements Operand {

        public Constants {
            constants = List.copyOf(constants);
        }
    }

    /** What the operation offers. */
    record Value(OperationValue value) implements Operand {}

    /** A field of the same context. */
    record FieldValue(Field field) implements Operand {}

    /** A context of the same operation, to be referenced. */
    record ContextReference(String context) implements Operand {}
}
