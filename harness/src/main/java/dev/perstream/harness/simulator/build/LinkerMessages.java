package dev.perstream.harness.simulator.build;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a linker said. */
final class LinkerMessages {

    /** GNU's linker: {@code file.c:12: undefined reference to `Name'}, with the object where it knows no line. */
    private static final Pattern UNDEFINED = Pattern.compile(
            "(?:\\S*ld(?:\\.\\w+)?: )?(?<place>.*?): undefined reference to [`'\"](?<name>[^'\"]+)['\"].*");
    /** LLVM's linker names the symbol first and its places in lines that follow. */
    private static final Pattern UNDEFINED_SYMBOL =
            Pattern.compile("(?:\\S*ld(?:\\.\\w+)?: )?error: undefined symbol: (?<name>\\S+)");

    private static final Pattern REFERENCED_BY = Pattern.compile(">>> referenced by (?<place>\\S+).*");
    private static final Pattern LINE = Pattern.compile(".*:\\d+");

    private LinkerMessages() {}

    /** The routines that are nowhere, with the places that call them as far as the linker tells. */
    static SortedMap<String, SortedSet<String>> undefined(String output) {
        var places = new TreeMap<String, SortedSet<String>>();
        var symbol = "";
        for (var line : output.lines().toList()) {
            var undefined = UNDEFINED.matcher(line);
            var undefinedSymbol = UNDEFINED_SYMBOL.matcher(line);
            var referenced = REFERENCED_BY.matcher(line);
            if (undefined.matches()) {
                add(places, undefined.group("name"), undefined.group("place"));
            } else if (undefinedSymbol.matches()) {
                symbol = undefinedSymbol.group("name");
                add(places, symbol, "");
            } else if (referenced.matches() && !symbol.isEmpty()) {
                add(places, symbol, referenced.group("place"));
            }
        }
        return places;
    }

    /** Whether something is defined in more than one file. */
    static boolean tellsOfSeveralDefinitions(String output) {
        return output.contains("multiple definition of ") || output.contains("duplicate symbol: ");
    }

    private static void add(SortedMap<String, SortedSet<String>> places, String name, String place) {
        var known = places.computeIfAbsent(name, any -> new TreeSet<>());
        if (LINE.matcher(place).matches()) {
            known.add(place);
        }
    }
}
