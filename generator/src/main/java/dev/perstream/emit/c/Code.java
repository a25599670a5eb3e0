package dev.perstream.emit.c;

import java.util.ArrayList;
import java.util.List;

/** Lines of C under construction, indented by four spaces a block, with a blank line between groups. */
final class Code {

    private final List<String> lines = new ArrayList<>();

    /** Adds a line. */
    Code line(String text) {
        lines.add(text);
        return this;
    }

    /** Adds a block under a condition; without one, the lines themselves. */
    Code when(String condition, List<String> body) {
        if (condition.isEmpty()) {
            lines.addAll(body);
            return this;
        }
        lines.add("if (" + condition + ") {");
        body.forEach(line -> lines.add(line.isEmpty() ? line : "    " + line));
        lines.add("}");
        return this;
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
