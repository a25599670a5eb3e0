package dev.perstream.model;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A filter, as a valid schema describes it.
 *
 * @param identity what it is called and where it belongs
 * @param enums enumerations and flags, in the schema's order
 * @param contexts in the schema's order
 * @param operations where the author adds code, in the schema's order
 */
public record FilterModel(
        FilterIdentity identity, List<EnumType> enums, List<Context> contexts, List<OperationUse> operations) {

    public FilterModel {
        enums = List.copyOf(enums);
        contexts = List.copyOf(contexts);
        operations = List.copyOf(operations);
    }

    /**
     * The context of a name.
     *
     * @throws NoSuchElementException if there is none, which validation has ruled out for every name in the model
     */
    public Context context(String name) {
        return contexts.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    /** The context with an attachment, if the filter has one. */
    public Optional<Context> attachedTo(Attachment attachment) {
        return contexts.stream().filter(c -> c.attach() == attachment).findFirst();
    }
}
