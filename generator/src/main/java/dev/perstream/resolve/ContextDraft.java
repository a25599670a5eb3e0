package dev.perstream.resolve;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.Field;
import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import dev.perstream.model.Pool;
import dev.perstream.model.Track;
import dev.perstream.model.Unavailable;
import dev.perstream.schema.ContextSyntax;
import dev.perstream.schema.FieldSyntax;
import dev.perstream.schema.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A context as far as it could be resolved. What has a default has it also where the schema is wrong, so that nothing
 * else is reported because of that.
 *
 * @param syntax as written
 * @param attach what it is attached to
 * @param create when it comes into being
 * @param pool the memory that it lives in
 * @param tag as written, or derived
 * @param lock what guards it
 * @param unavailable what becomes of an open that cannot have one
 * @param probe whether the file system is asked first
 * @param fields those that could be resolved
 */
record ContextDraft(
        ContextSyntax syntax,
        Optional<Attachment> attach,
        CreateWhen create,
        Pool pool,
        String tag,
        Lock lock,
        Unavailable unavailable,
        boolean probe,
        List<Field> fields) {

    ContextDraft {
        fields = List.copyOf(fields);
    }

    String name() {
        return syntax.name().text();
    }

    /** The fields that are declared and could not be resolved. */
    Set<String> brokenFields() {
        return syntax.fields().stream()
                .map(field -> field.name().text())
                .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .collect(Collectors.toSet());
    }

    /** How a field was written. */
    FieldSyntax syntax(Field field) {
        return syntax.fields().stream()
                .filter(candidate -> candidate.name().text().equals(field.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it has statements for the rename of its file. */
    boolean tracksRename() {
        return syntax.tracks().stream()
                .anyMatch(track -> track.operation().text().equals(Operation.RENAME.key()));
    }

    /** The context; to be called only if nothing is wrong. */
    Context context(List<Track> tracks) {
        return new Context(
                name(),
                syntax.doc().map(Word::text).orElse(""),
                attach.orElseThrow(),
                create,
                pool,
                tag,
                lock,
                unavailable,
                probe,
                fields,
                tracks);
    }
}
