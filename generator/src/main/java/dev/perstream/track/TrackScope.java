package dev.perstream.track;

import dev.perstream.model.Attachment;
import dev.perstream.model.Field;
import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import dev.perstream.model.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the statements of a context can see.
 *
 * @param operation the operation that they track
 * @param attach what the context is attached to
 * @param pool the memory that it lives in
 * @param lock what guards it
 * @param fields its fields
 * @param brokenFields the names of fields whose types could not be resolved, about which nothing more is said
 * @param contexts the attachments of all contexts, by name
 */
public record TrackScope(
        Operation operation,
        Attachment attach,
        Pool pool,
        Lock lock,
        List<Field> fields,
        Set<String> brokenFields,
        Map<String, Attachment> contexts) {

    public TrackScope {
        fields = List.copyOf(fields);
        brokenFields = Set.copyOf(brokenFields);
        contexts = Map.copyOf(contexts);
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Whether an operation can reach a context that is attached to something. */
    public static boolean reaches(Operation operation, Attachment attach) {
        return switch (attach) {
            case VOLUME, INSTANCE -> operation.subject() != Operation.Subject.TRANSACTION;
            case FILE, STREAM, STREAM_HANDLE -> operation.subject() == Operation.Subject.FILE;
            case TRANSACTION -> operation == Operation.CREATE || operation.subject() == Operation.Subject.TRANSACTION;
            case SECTION -> false;
        };
    }
}
