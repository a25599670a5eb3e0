package dev.perstream.harness.simulator.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules that runs are checked against.
 *
 * @param all in the order of the rule book
 */
public record Rules(List<Rule> all) {

    /** A row of the simulator's table: {@code RULE(S11, "S11", "Every reference is released, on every path")}. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^RULE\\(\\w+,\\s*\"(?<id>[^\"]+)\",\\s*\"(?<title>(?:[^\"\\\\]|\\\\.)*)\"\\)");

    public Rules {
        all = List.copyOf(all);
    }

    /**
     * A rule.
     *
     * @param id what findings call it
     * @param title it in words
     */
    public record Rule(String id, String title) {

        /** Whether it belongs to the rule book of contexts, and is not one of C or of the kernel at large. */
        public boolean isOfTheRuleBook() {
            return Character.isUpperCase(id.charAt(0));
        }
    }

    /** Reads the simulator's table, {@code core/rules.def}. */
    public static Rules read(String table) {
        return new Rules(ROW.matcher(table)
                .results()
                .map(row -> new Rule(
                        row.group(1), row.group(2).replace("\\\"", "\"").replace("\\\\", "\\")))
                .toList());
    }
}
