package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import java.util.List;

/** A pointer to another context, which is read along with the one that refers to it. */
record ReferenceCodec<T extends ContextSnapshot>(ContextType<T> type) implements FieldCodec<Reference<T>> {

    @Override
    public String name() {
        return "ref " + type;
    }

    @Override
    public int size(Abi abi) {
        return abi.pointerSize();
    }

    @Override
    public Reference<T> zero() {
        return Reference.none();
    }

    @Override
    public Reference<T> decode(FieldReader reader) {
        var address = reader.pointer(0);
        return address == 0 ? Reference.none() : Reference.to(reader.context(type, address));
    }

    @Override
    public void encode(Reference<T> value, FieldWriter writer) {
        writer.pointer(0, value.value().map(to -> writer.place(type, to)).orElse(0L));
    }

    @Override
    public String text(Reference<T> value) {
        return value.value().map(type::text).orElse("none");
    }

    /** Of two references to something, what differs there. */
    @Override
    public List<Difference.Entry> diff(String path, Reference<T> left, Reference<T> right) {
        var from = left.value();
        var to = right.value();
        if (from.isEmpty() || to.isEmpty()) {
            return FieldCodec.super.diff(path, left, right);
        }
        return type.diff(from.get(), to.get()).entries().stream()
                .map(entry -> new Difference.Entry(path + "." + entry.path(), entry.left(), entry.right()))
                .toList();
    }
}
