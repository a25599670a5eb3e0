package dev.perstream.emit.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of C, four spaces a block, at most 100 columns. */
final class Lines {

    /** What is left of 100 columns within a routine. */
    private static final int WIDTH = 96;

    private static final String STEP = "    ";

    private Lines() {}

    /** Whether a line of a routine's own block is not too long. */
    static boolean fits(String line) {
        return line.length() <= WIDTH;
    }

    /** Lines one block deeper. */
    static List<String> indent(List<String> lines) {
        return lines.stream().map(line -> line.isEmpty() ? line : STEP + line).toList();
    }

    /** A block under a condition; without one, the lines themselves. */
    static List<String> when(String condition, List<String> body) {
        if (condition.isEmpty()) {
            return body;
        }
        var lines = new ArrayList<String>();
        lines.add("if (" + condition + ") {");
        lines.addAll(indent(body));
        lines.add("}");
        return lines;
    }

    /** A call, broken after the parenthesis and then between arguments if it does not fit. */
    static List<String> call(String before, List<String> arguments, String after, int depth) {
        var whole = before + "(" + String.join(", ", arguments) + ")" + after;
        if (whole.length() + depth * STEP.length() <= WIDTH) {
            return List.of(whole);
        }
        var lines = new ArrayList<String>();
        lines.add(before + "(");
        var line = STEP + String.join(", ", arguments) + ")" + after;
        if (line.length() + depth * STEP.length() <= WIDTH) {
            lines.add(line);
        } else {
            lines.add(arguments.stream().map(a -> STEP + a).collect(Collectors.joining(",\n")) + ")" + after);
        }
        return lines.stream().flatMap(String::lines).toList();
    }

    /** A comment of full lines. */
    static List<String> comment(List<String> text) {
        return text.stream().map(line -> "// " + line).toList();
    }

    /** The groups with neighbours under the same condition made one block, unless the first may change what it tests. */
    static List<List<String>> merged(List<List<String>> groups) {
        var result = new ArrayList<List<String>>();
        for (var group : groups) {
            var last = result.isEmpty() ? List.<String>of() : result.get(result.size() - 1);
            if (isBlock(group) && isBlock(last) && group.get(0).equals(last.get(0)) && !assigns(last)) {
                var block = new ArrayList<>(last.subList(0, last.size() - 1));
                block.addAll(group.subList(1, group.size()));
                result.set(result.size() - 1, block);
            } else {
                result.add(group);
            }
        }
        return result;
    }

    /** Whether a group is one block under a condition that is a variable or its comparison with NULL. */
    private static boolean isBlock(List<String> group) {
        return !group.isEmpty()
                && group.get(0).matches("if \\(\\w+( != NULL)?\\) \\{")
                && group.indexOf("}") == group.size() - 1;
    }

    private static boolean assigns(List<String> block) {
        var variable = block.get(0).replaceAll("if \\((\\w+).*", "$1");
        return block.stream().anyMatch(line -> line.strip().startsWith(variable + " = "));
    }

    /** Adds a group unless it is empty. */
    static void add(List<List<String>> groups, List<String> group) {
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
    }
}
