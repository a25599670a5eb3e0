package dev.perstream.model;

import java.util.Optional;

/** One entry of a {@code track} list. */
public sealed interface Statement {

    /** What must hold for the statement to take effect. */
    Optional<Condition> when();

    /** Where it runs, which follows from what it needs. */
    Phase phase();

    /** Changes a field. */
    record Assignment(Field target, Operator operator, Operand value, Optional<Condition> when, Phase phase)
            implements Statement {}

    /** Takes the context off its object, so that the next use starts anew. */
    record Discard(Optional<Condition> when, Phase phase) implements Statement {}

    /** The assignment operators. */
    enum Operator {
        SET("="),
        ADD("+="),
        SUBTRACT("-="),
        OR("|="),
        /** Assigns where the field is still zero or empty. */
        SET_IF_UNSET("?=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** The symbol of the schema. */
        public String symbol() {
            return symbol;
        }
    }
}
