package dev.perstream.emit.c;

import java.util.ArrayList;
import java.util.List;

/** Lines of C under construction, indented by four spaces a block, with a blank line between groups. */
final class Code {

    /** A line of 100 columns, less the indentation of a routine and one block. */
    private static final int WIDTH = 92;

    private final List<String> lines = new ArrayList<>();

    /** Adds a line. */
    Code line(String text) {
        lines.add(text);
        return this;
    }

    /** Adds a call, an argument a line where one line is too short for it. */
    Code call(String routine, List<String> arguments) {
        var whole = routine + "(" + String.join(", ", arguments) + ");";
        if (whole.length() <= WIDTH) {
            return line(whole);
        }
        var indent = " ".repeat(routine.length() + 1);
        lines.add(routine + "(" + arguments.get(0) + ",");
        for (var argument : arguments.subList(1, arguments.size() - 1)) {
            lines.add(indent + argument + ",");
        }
        return line(indent + arguments.get(arguments.size() - 1) + ");");
    }

    /** Adds a block under a condition; without one, the lines themselves. */
    Code when(String condition, List<String> body) {
        if (condition.isEmpty()) {
            lines.addAll(body);
            return this;
        }
        lines.addAll(List.of(("if (" + condition + ") {").split("\n")));
        body.forEach(line -> lines.add(line.isEmpty() ? line : "    " + line));
        lines.add("}");
        return this;
    }

    /** Adds a block under conditions that must all hold, one a line where they are too long together. */
    Code whenAll(List<String> conditions, List<String> body) {
        var whole = String.join(" && ", conditions);
        if (whole.length() <= WIDTH - "if () {".length()) {
            return when(whole, body);
        }
        var spaced = new ArrayList<>(List.of(""));
        spaced.addAll(body);
        return when(String.join(" &&\n    ", conditions), spaced);
    }

    /** Separates what follows from what is there, if anything is. */
    Code gap() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
        return this;
    }

    /** The lines, without a gap at the end. */
    List<String> lines() {
        var last = lines.size() - 1;
        return List.copyOf(last >= 0 && lines.get(last).isEmpty() ? lines.subList(0, last) : lines);
    }
}
