package dev.perstream.model;

import java.util.Locale;

/** How the names of a schema become those of other languages. */
public final class Mangling {

    private Mangling() {}

    /** Pascal case as upper snake case: {@code IOState2} becomes {@code IO_STATE2}. */
    public static String upperSnake(String pascal) {
        return pascal.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }

    /** A word of the schema as upper snake case: {@code not-found} becomes {@code NOT_FOUND}. */
    public static String upperKebab(String kebab) {
        return kebab.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A word of the schema in Pascal case: {@code information-class} becomes {@code InformationClass}. */
    public static String pascal(String kebab) {
        var result = new StringBuilder();
        for (var word : kebab.split("-", -1)) {
            if (!word.isEmpty()) {
                result.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return result.toString();
    }

    /** Pascal case in camel case: {@code OpenCount} becomes {@code openCount}. */
    public static String camel(String pascal) {
        return pascal.isEmpty() ? "" : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }
}
