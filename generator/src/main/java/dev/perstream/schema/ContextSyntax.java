package dev.perstream.schema;

import java.util.List;
import java.util.Optional;

/**
 * A context.
 *
 * @param name its name
 * @param attach what it is attached to
 * @param doc what it stands for
 * @param create when it comes into being
 * @param pool the memory it lives in
 * @param tag the tag of that memory
 * @param lock what guards it
 * @param unavailable what becomes of an open that cannot have one
 * @param probe whether the file system is asked first
 * @param fields its fields
 * @param tracks its statements
 */
public record ContextSyntax(
        Word name,
        Optional<Word> attach,
        Optional<Word> doc,
        Optional<Word> create,
        Optional<Word> pool,
        Optional<Word> tag,
        Optional<Word> lock,
        Optional<Word> unavailable,
        Optional<Word> probe,
        List<FieldSyntax> fields,
        List<TrackSyntax> tracks) {

    public ContextSyntax {
        fields = List.copyOf(fields);
        tracks = List.copyOf(tracks);
    }
}
