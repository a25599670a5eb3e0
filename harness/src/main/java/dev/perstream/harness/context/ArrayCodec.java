package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Elements of one type, one after another. */
record ArrayCodec<V>(FieldCodec<V> element, int length) implements FieldCodec<List<V>> {

    /** More are cut in messages. */
    private static final int SHOWN = 16;

    @Override
    public String name() {
        return element.name() + "[" + length + "]";
    }

    @Override
    public int size(Abi abi) {
        return length * element.size(abi);
    }

    @Override
    public List<V> zero() {
        return Collections.nCopies(length, element.zero());
    }

    @Override
    public List<V> decode(FieldReader reader) {
        var size = element.size(reader.abi());
        var values = new ArrayList<V>(length);
        for (var i = 0; i < length; i++) {
            values.add(element.decode(reader.part(i * size, index(i))));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public void encode(List<V> value, FieldWriter writer) {
        if (value.size() != length) {
            throw writer.mistake(value.size() + " instead of " + length, "elements");
        }
        var size = element.size(writer.abi());
        for (var i = 0; i < length; i++) {
            element.encode(value.get(i), writer.part(i * size, index(i)));
        }
    }

    @Override
    public String text(List<V> value) {
        var rest = value.size() > SHOWN ? ", ... (" + value.size() + " elements)]" : "]";
        return value.stream().limit(SHOWN).map(element::text).collect(Collectors.joining(", ", "[", rest));
    }

    @Override
    public List<Difference.Entry> diff(String path, List<V> left, List<V> right) {
        if (left.size() != right.size()) {
            return List.of(new Difference.Entry(path, text(left), text(right)));
        }
        var entries = new ArrayList<Difference.Entry>();
        for (var i = 0; i < left.size(); i++) {
            entries.addAll(element.diff(path + index(i), left.get(i), right.get(i)));
        }
        if (entries.size() <= SHOWN) {
            return entries;
        }
        var cut = new ArrayList<>(entries.subList(0, SHOWN));
        cut.add(new Difference.Entry(path, text(left), text(right)));
        return cut;
    }

    private static String index(int index) {
        return "[" + index + "]";
    }
}
