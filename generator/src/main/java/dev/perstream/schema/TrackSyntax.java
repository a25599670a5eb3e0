package dev.perstream.schema;

import java.util.List;

/**
 * The statements of a context for one operation.
 *
 * @param operation the operation's name
 * @param statements their texts
 */
public record TrackSyntax(Word operation, List<Word> statements) {

    public TrackSyntax {
        statements = List.copyOf(statements);
    }
}
