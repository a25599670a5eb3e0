package dev.perstream.schema;

import java.util.List;
import java.util.Optional;

/**
 * An enumeration or a set of flags.
 *
 * @param name its name
 * @param flags whether it stands under {@code flags}
 * @param doc what it stands for
 * @param type its integer type
 * @param constants its constants
 */
public record EnumSyntax(
        Word name, boolean flags, Optional<Word> doc, Optional<Word> type, List<ConstantSyntax> constants) {

    public EnumSyntax {
        constants = List.copyOf(constants);
    }

    /** A constant and its value. */
    public record ConstantSyntax(Word name, Word value) {}
}
