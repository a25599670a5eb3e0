package dev.perstream.harness.world;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** How lines of the scenario language are written. */
final class Lines {

    private Lines() {}

    /** A path as one word. */
    static String quoted(String path) {
        return path.indexOf(' ') < 0 ? path : '"' + path + '"';
    }

    /** A line that ends with options, in the order of their type. */
    static <E extends Enum<E>> String withOptions(
            String start, Set<E> options, Class<E> type, Function<E, String> key) {
        var line = new StringBuilder(start);
        var ordered = EnumSet.noneOf(type);
        ordered.addAll(options);
        ordered.forEach(option -> line.append(' ').append(key.apply(option)));
        return line.toString();
    }
}
