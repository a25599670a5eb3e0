package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of context: its fields, where they lie in memory, and how a snapshot is made of their values.
 *
 * @param <T> the class of its snapshots
 */
public final class ContextType<T extends ContextSnapshot> {

    private final String name;
    private final Attachment attachment;
    private final String tag;
    private final List<ContextField<T, ?>> fields;
    private final Map<DriverModel, Map<Abi, ContextLayout>> layouts;
    private final Function<FieldValues, T> constructor;

    private ContextType(Builder<T> builder, Function<FieldValues, T> constructor) {
        this.name = builder.name;
        this.attachment = builder.attachment;
        this.tag = builder.tag;
        this.fields = List.copyOf(builder.fields);
        this.layouts = builder.layouts;
        this.constructor = constructor;
    }

    /** Begins the description of a kind of context. */
    public static <T extends ContextSnapshot> Builder<T> named(String name, Attachment attachment, String tag) {
        return new Builder<>(name, attachment, tag);
    }

    /** As in the schema, in Pascal case. */
    public String name() {
        return name;
    }

    /** What it is attached to. */
    public Attachment attachment() {
        return attachment;
    }

    /** The pool tag, four characters. */
    public String tag() {
        return tag;
    }

    /** Its fields in the schema's order. */
    public List<ContextField<T, ?>> fields() {
        return fields;
    }

    /** Where the fields lie; empty if the filter has no such driver. */
    public Optional<ContextLayout> layout(DriverModel model, Abi abi) {
        return Optional.ofNullable(layouts.get(model)).map(of -> of.get(abi));
    }

    /** A snapshot of values in the order of the fields. */
    public T of(List<?> values) {
        return constructor.apply(new FieldValues(values));
    }

    /** What memory that is all zero stands for. */
    public T zero() {
        return of(fields.stream().<Object>map(field -> field.codec().zero()).toList());
    }

    /** The values of a snapshot in the order of the fields. */
    public List<Object> values(T snapshot) {
        return fields.stream()
                .<Object>map(field -> field.value().apply(snapshot))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * Describes a kind of context.
     *
     * @param <T> the class of its snapshots
     */
    public static final class Builder<T extends ContextSnapshot> {

        private final String name;
        private final Attachment attachment;
        private final String tag;
        private final List<ContextField<T, ?>> fields = new ArrayList<>();
        private final Map<DriverModel, Map<Abi, ContextLayout>> layouts = new EnumMap<>(DriverModel.class);

        private Builder(String name, Attachment attachment, String tag) {
            this.name = name;
            this.attachment = attachment;
            this.tag = tag;
        }

        /** Adds a field. */
        public <V> Builder<T> field(String fieldName, FieldCodec<V> codec, Function<T, V> value) {
            fields.add(new ContextField<>(fieldName, codec, value));
            return this;
        }

        /** Says where the fields lie in a driver. */
        public Builder<T> layout(DriverModel model, Abi abi, ContextLayout layout) {
            layouts.computeIfAbsent(model, any -> new EnumMap<>(Abi.class)).put(abi, layout);
            return this;
        }

        /** Ends the description: how a snapshot is made of the values of the fields. */
        public ContextType<T> madeBy(Function<FieldValues, T> constructor) {
            return new ContextType<>(this, constructor);
        }
    }
}
