package dev.perstream.emit.c;

import dev.perstream.model.OperationValue;
import java.util.Optional;

/**
 * A parameter of a routine that runs statements. Callers keep the argument in a local variable of the same name.
 *
 * @param declaration with annotation, type and name: {@code _In_ UINT32 Length}
 * @param type the C type
 * @param name the parameter's name
 * @param value the operation's value that it carries, if it carries one
 * @param context the name of the context that it references, if it does; the argument may be NULL
 */
public record TrackParameter(
        String declaration, String type, String name, Optional<OperationValue> value, Optional<String> context) {

    /** The name of the parameter that carries the count of renames from before a name was asked for (rules N4 and N5). */
    public static final String GENERATION = "Generation";

    /** Whether it carries the count of renames. */
    public boolean isGeneration() {
        return value.isEmpty() && context.isEmpty();
    }
}
