package dev.perstream.layout;

import dev.perstream.model.Field;
import java.util.Optional;

/**
 * A member of a structure or union.
 *
 * @param name its name in C
 * @param type its type
 * @param field the schema's field that it holds; absent for what the driver needs beside the fields
 */
public record Member(String name, MemberType type, Optional<Field> field) {

    /** A member that the driver needs beside the schema's fields. */
    public static Member own(String name, MemberType type) {
        return new Member(name, type, Optional.empty());
    }
}
