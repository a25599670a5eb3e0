package dev.perstream.harness.simulator.build;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a compiler said. */
final class CompilerMessages {

    private static final Pattern MESSAGE = Pattern.compile(
            "(?<place>[^\\s:][^:\\n]*:\\d+(?::\\d+)?): (?<kind>fatal error|error|warning|note): (?<text>.*)");
    private static final Pattern UNDECLARED = Pattern.compile(
            "(?:implicit declaration of function|call to undeclared function|implicitly declaring library function)"
                    + " ['`‘](?<name>\\w+).*");
    private static final Pattern INCLUDED_FROM = Pattern.compile("(?:In file included|                 ) ?from .*");

    private CompilerMessages() {}

    /** The errors, each with the lines that the compiler showed for it, without the warnings between them. */
    static List<String> errors(String output) {
        var lines = new ArrayList<String>();
        var context = new ArrayList<String>();
        var wanted = false;
        for (var line : output.lines().toList()) {
            var message = MESSAGE.matcher(line);
            if (message.matches()) {
                var kind = message.group("kind");
                wanted = kind.endsWith("error") || wanted && kind.equals("note");
                if (wanted) {
                    lines.addAll(context);
                    lines.add(line);
                }
                context.clear();
            } else if (INCLUDED_FROM.matcher(line).matches()) {
                context.add(line);
                wanted = false;
            } else if (wanted && line.startsWith(" ")) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    /** Where routines are called that no header declares. */
    static SortedMap<String, SortedSet<String>> undeclared(String output) {
        var places = new TreeMap<String, SortedSet<String>>();
        for (var line : output.lines().toList()) {
            var message = MESSAGE.matcher(line);
            if (message.matches()) {
                var undeclared = UNDECLARED.matcher(message.group("text"));
                if (undeclared.matches()) {
                    places.computeIfAbsent(undeclared.group("name"), name -> new TreeSet<>())
                            .add(message.group("place"));
                }
            }
        }
        return places;
    }
}
