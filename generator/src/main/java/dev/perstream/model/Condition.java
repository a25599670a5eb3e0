package dev.perstream.model;

/** What follows {@code when}. */
public sealed interface Condition {

    /** A Boolean operand on its own. */
    record Holds(Operand operand) implements Condition {}

    /** A comparison of two operands of one type. */
    record Compare(Operand left, Comparison comparison, Operand right) implements Condition {}

    /** It holds where the other does not. */
    record Not(Condition condition) implements Condition {}

    /** It holds where both do; the right one is looked at only where the left one holds. */
    record And(Condition left, Condition right) implements Condition {}

    /** It holds where one of them does; the right one is looked at only where the left one does not. */
    record Or(Condition left, Condition right) implements Condition {}

    /** The comparisons. */
    enum Comparison {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** The symbol, in the schema as in C and Java. */
        public String symbol() {
            return symbol;
        }
    }
}
