package dev.perstream.emit.minifilter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The inside of a routine: groups of lines, which the templates part by blank lines. */
final class Groups {

    /** The width of a line without the indentation of a routine's inside. */
    private static final int WIDTH = 96;

    private final List<List<String>> groups = new ArrayList<>();

    /** Adds a group, unless it is empty. */
    Groups add(List<String> lines) {
        if (!lines.isEmpty()) {
            groups.add(List.copyOf(lines));
        }
        return this;
    }

    Groups add(String... lines) {
        return add(List.of(lines));
    }

    Groups addAll(List<List<String>> others) {
        others.forEach(this::add);
        return this;
    }

    /** Adds a group where a condition holds. */
    Groups when(boolean condition, String... lines) {
        return condition ? add(lines) : this;
    }

    /** The groups, with calls that are too long for a line broken into one argument a line. */
    List<List<String>> list() {
        return groups.stream()
                .map(group -> group.stream().flatMap(line -> fit(line).stream()).toList())
                .toList();
    }

    private static List<String> fit(String line) {
        if (line.length() <= WIDTH) {
            return List.of(line);
        }
        var open = callIn(line);
        if (open < 0) {
            return terms(line);
        }
        var close = closing(line, open);
        var indent = line.substring(0, line.length() - line.stripLeading().length());
        var further = indent + (line.stripLeading().startsWith("if (") ? "        " : "    ");
        var arguments = List.of(line.substring(open + 1, close).split(", ", -1));
        var lines = new ArrayList<String>();
        lines.add(line.substring(0, open + 1));
        for (var i = 0; i < arguments.size(); i++) {
            var last = i == arguments.size() - 1;
            lines.add(further + arguments.get(i) + (last ? line.substring(close) : ","));
        }
        if (line.endsWith("{")) {
            lines.add("");
        }
        return lines;
    }

    /** Breaks a line behind the operators between its terms. */
    private static List<String> terms(String line) {
        var operator = line.contains(" || ") ? " ||" : " &&";
        var parts = line.split(Pattern.quote(operator) + " ", -1);
        var indent = line.substring(0, line.length() - line.stripLeading().length());
        var lines = new ArrayList<String>();
        for (var i = 0; i < parts.length; i++) {
            lines.add((i == 0 ? "" : indent + "    ") + parts[i] + (i < parts.length - 1 ? operator : ""));
        }
        if (parts.length > 1 && line.endsWith("{")) {
            lines.add("");
        }
        return lines;
    }

    /** Where the arguments of the first call with several begin; -1 if there is none. */
    private static int callIn(String line) {
        for (var open = line.indexOf('('); open >= 0; open = line.indexOf('(', open + 1)) {
            var depth = 0;
            for (var i = open; i < closing(line, open); i++) {
                depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
                if (depth == 1 && line.charAt(i) == ',') {
                    return open;
                }
            }
        }
        return -1;
    }

    private static int closing(String line, int open) {
        var depth = 0;
        for (var i = open; i < line.length(); i++) {
            depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return line.length();
    }

    /** An {@code if} with a condition that may take several lines. */
    static List<String> guarded(List<String> condition, List<String> body) {
        var lines = new ArrayList<String>();
        if (condition.size() == 1) {
            lines.add("if (" + condition.get(0) + ") {");
        } else {
            for (var i = 0; i < condition.size(); i++) {
                var last = i == condition.size() - 1;
                lines.add((i == 0 ? "if (" : "    ") + condition.get(i) + (last ? ") {" : ""));
            }
            lines.add("");
        }
        body.forEach(line -> lines.add(line.isEmpty() ? line : "    " + line));
        lines.add("}");
        return lines;
    }

    static List<String> guarded(String condition, List<String> body) {
        return guarded(List.of(condition), body);
    }

    static List<String> guarded(String condition, String... body) {
        return guarded(List.of(condition), List.of(body));
    }

    /** Whether a name stands somewhere in the lines. */
    static boolean mention(List<List<String>> groups, String name) {
        var word = Pattern.compile("\\b" + name + "\\b");
        return groups.stream()
                .flatMap(List::stream)
                .filter(line -> !line.startsWith("//"))
                .anyMatch(line -> word.matcher(line).find());
    }
}
