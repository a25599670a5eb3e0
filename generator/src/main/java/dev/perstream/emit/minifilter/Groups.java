package dev.perstream.emit.minifilter;

import java.util.ArrayList;
import java.util.List;

/** The inside of a routine: groups of lines, which the templates part by blank lines. */
final class Groups {

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

    List<List<String>> list() {
        return List.copyOf(groups);
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
        var word = java.util.regex.Pattern.compile("\\b" + name + "\\b");
        return groups.stream()
                .flatMap(List::stream)
                .filter(line -> !line.startsWith("//"))
                .anyMatch(line -> word.matcher(line).find());
    }
}
