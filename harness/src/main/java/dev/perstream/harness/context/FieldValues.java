package dev.perstream.harness.context;

import java.util.Collections;
import java.util.List;

/** The values of a context's fields, from which generated code makes a snapshot. */
public final class FieldValues {

    private final List<Object> values;

    FieldValues(List<?> values) {
        this.values = Collections.unmodifiableList(values);
    }

    /**
     * The value of a field.
     *
     * @param index of the field in the schema's order, from 0
     * @param <V> its class, which its codec has read
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <V> V at(int index) {
        return (V) values.get(index);
    }
}
