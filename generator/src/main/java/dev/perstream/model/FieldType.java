package dev.perstream.model;

/** The type of a context's field. */
public sealed interface FieldType
        permits IntegerType,
                SimpleType,
                FieldType.Enumeration,
                FieldType.Bytes,
                FieldType.Array,
                FieldType.Text,
                FieldType.Reference {

    /** A value of an enumeration, or a combination of flags. */
    record Enumeration(EnumType type) implements FieldType {}

    /**
     * Raw bytes.
     *
     * @param size from 1 to 65,535
     */
    record Bytes(int size) implements FieldType {}

    /**
     * A fixed array.
     *
     * @param element an integer, a simple type or an enumeration
     * @param length from 1 to 65,535
     */
    record Array(FieldType element, int length) implements FieldType {}

    /**
     * Counted UTF-16 text, owned by the context.
     *
     * @param maxChars the most UTF-16 units that are kept, from 1 to 32,767; longer text is cut
     * @param refresh what becomes of a name when a folder above it is renamed
     * @param placement where the characters are
     */
    record Text(int maxChars, NameRefresh refresh, TextPlacement placement) implements FieldType {}

    /** A counted reference to another context of the same filter. */
    record Reference(String context) implements FieldType {}
}
