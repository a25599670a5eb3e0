package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.DecodeException;
import dev.perstream.harness.abi.Memory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /**
     * Reads a context from memory, with the contexts that it refers to.
     *
     * @param address of its structure, unsigned
     * @throws DecodeException if memory holds no such context
     * @throws IllegalArgumentException if the filter has no such driver
     */
    public T decode(Memory memory, long address, DriverModel model, Abi abi) {
        return new ContextsInMemory(memory, model, abi).read(this, address);
    }

    /**
     * Reads a context of which only its structure is known, and what lies directly behind it.
     *
     * @throws DecodeException if the bytes are no such context, or it points to something
     * @throws IllegalArgumentException if the filter has no such driver
     */
    public T decode(Bytes raw, DriverModel model, Abi abi) {
        return StructReader.of(raw, model, abi).read(this);
    }

    /**
     * Writes a context as a driver holds it, with what it points to. Locks and the like are zero.
     *
     * @throws IllegalArgumentException if a value is not in its field's range, or the filter has no such driver
     */
    public EncodedContext encode(T snapshot, DriverModel model, Abi abi) {
        return EncodedContext.of(this, snapshot, model, abi);
    }

    /** A snapshot that is one of this kind. */
    @SuppressWarnings("unchecked")
    public Optional<T> cast(ContextSnapshot snapshot) {
        return snapshot.contextType() == this ? Optional.of((T) snapshot) : Optional.empty();
    }

    /** In which fields two snapshots differ. */
    public Difference diff(T left, T right) {
        return new Difference(fields.stream()
                .flatMap(field -> difference(field, left, right).stream())
                .toList());
    }

    /** A snapshot on one line, with the names of the schema. */
    public String text(T snapshot) {
        return fields.stream().map(field -> text(field, snapshot)).collect(Collectors.joining(", ", name + "[", "]"));
    }

    /** The layout for a driver, which must be one of the filter's. */
    ContextLayout layoutOf(DriverModel model, Abi abi) {
        return layout(model, abi)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " has no layout for " + model + " on " + abi + ", only for " + layouts.keySet()));
    }

    private static <T extends ContextSnapshot, V> List<Difference.Entry> difference(
            ContextField<T, V> field, T left, T right) {
        return field.codec()
                .diff(field.name(), field.value().apply(left), field.value().apply(right));
    }

    private static <T extends ContextSnapshot, V> String text(ContextField<T, V> field, T snapshot) {
        return field.name() + "=" + field.codec().text(field.value().apply(snapshot));
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
