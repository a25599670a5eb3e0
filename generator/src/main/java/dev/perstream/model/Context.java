package dev.perstream.model;

import java.util.List;
import java.util.Optional;

/**
 * A context: state that the filter attaches to an object of the file system.
 *
 * @param name in Pascal case
 * @param doc may be empty
 * @param attach what it is attached to; a filter has one context at most for each attachment (rule S10)
 * @param create when it comes into being
 * @param pool the memory that it lives in
 * @param tag four characters, as a pool tag is written
 * @param lock what guards it
 * @param unavailable what becomes of an open that cannot have one
 * @param probe whether the file system is asked for its support before memory is allocated (rule F3)
 * @param fields in the schema's order
 * @param tracks what the driver does to it by itself, in the schema's order
 */
public record Context(
        String name,
        String doc,
        Attachment attach,
        CreateWhen create,
        Pool pool,
        String tag,
        Lock lock,
        Unavailable unavailable,
        boolean probe,
        List<Field> fields,
        List<Track> tracks) {

    public Context {
        fields = List.copyOf(fields);
        tracks = List.copyOf(tracks);
    }

    /** The statements for an operation, if it has any. */
    public Optional<Track> track(Operation operation) {
        return tracks.stream().filter(t -> t.operation() == operation).findFirst();
    }

    /** The field whose characters lie behind the context in the same allocation; one at most. */
    public Optional<Field> trailingText() {
        return fields.stream()
                .filter(f -> f.type() instanceof FieldType.Text text
                        && text.placement().initial().isPresent())
                .findFirst();
    }

    /** Whether its size is known only when it is created. */
    public boolean variableSize() {
        return trailingText().isPresent();
    }

    /** Whether a text of it is kept in the order in which names were asked for. */
    public boolean ordersNames() {
        return fields.stream().anyMatch(this::ordersName);
    }

    /**
     * Whether a text is the name of a file that is followed through renames, so that what was asked for before a rename
     * never replaces what was asked for after it (rules N4 and N5).
     */
    public boolean ordersName(Field field) {
        if (!(field.type() instanceof FieldType.Text text)
                || text.placement().initial().isPresent()) {
            return false;
        }
        return text.refresh() == NameRefresh.LAZY
                || track(Operation.RENAME).stream()
                        .flatMap(track -> track.statements().stream())
                        .anyMatch(statement -> storesName(statement, field));
    }

    private static boolean storesName(Statement statement, Field field) {
        return statement instanceof Statement.Assignment assignment
                && assignment.target().equals(field)
                && assignment.value().equals(new Operand.Value(OperationValue.NAME));
    }

    /** The contexts that its fields refer to. */
    public List<String> references() {
        return fields.stream()
                .filter(f -> f.type() instanceof FieldType.Reference)
                .map(f -> ((FieldType.Reference) f.type()).context())
                .toList();
    }
}
