package dev.perstream.model;

import java.util.List;

/**
 * A named set of constants.
 *
 * @param name the name in the schema, in Pascal case
 * @param doc what it stands for; may be empty
 * @param base the integer that holds a value
 * @param flags whether the constants are bits that combine
 * @param constants the constants in the schema's order
 */
public record EnumType(String name, String doc, IntegerType base, boolean flags, List<EnumConstant> constants) {

    public EnumType {
        constants = List.copyOf(constants);
    }
}
