package dev.perstream.model;

import java.util.List;

/**
 * The statements of a context for one operation.
 *
 * @param operation the operation
 * @param statements in the schema's order
 */
public record Track(Operation operation, List<Statement> statements) {

    public Track {
        statements = List.copyOf(statements);
    }

    /** The statements that run in a phase, in order. */
    public List<Statement> in(Phase phase) {
        return statements.stream().filter(s -> s.phase() == phase).toList();
    }
}
