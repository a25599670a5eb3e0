package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import java.util.List;

/** Raw bytes in the structure itself. */
record BytesCodec(int length) implements FieldCodec<Bytes> {

    /** More are cut in messages. */
    private static final int SHOWN = 32;

    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public int size(Abi abi) {
        return length;
    }

    @Override
    public Bytes zero() {
        return Bytes.zero(length);
    }

    @Override
    public Bytes decode(FieldReader reader) {
        return reader.bytes(0, length);
    }

    @Override
    public void encode(Bytes value, FieldWriter writer) {
        if (value.size() != length) {
            throw writer.mistake(value.size() + " instead of " + length, "bytes");
        }
        writer.bytes(0, value);
    }

    @Override
    public String text(Bytes value) {
        return value.size() <= SHOWN ? value.toString() : value.slice(0, SHOWN) + "... (" + value.size() + " bytes)";
    }

    /** From the first byte on that differs. */
    @Override
    public List<Difference.Entry> diff(String path, Bytes left, Bytes right) {
        if (left.equals(right)) {
            return List.of();
        }
        var common = Math.min(left.size(), right.size());
        var first = 0;
        while (first < common && left.at(first) == right.at(first)) {
            first++;
        }
        if (common <= SHOWN || first == common) {
            return List.of(new Difference.Entry(path, text(left), text(right)));
        }
        return List.of(new Difference.Entry(path + "[" + first + "]", from(left, first), from(right, first)));
    }

    private static String from(Bytes bytes, int first) {
        var shown = Math.min(SHOWN, bytes.size() - first);
        return bytes.slice(first, shown) + (first + shown < bytes.size() ? "..." : "");
    }
}
