package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.DecodeException;
import dev.perstream.harness.abi.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the structure of a context. */
final class StructReader {

    private final Memory memory;
    private final Optional<Long> address;
    private final Bytes raw;
    private final DriverModel model;
    private final Abi abi;
    private final String from;
    private final Map<Known, ContextSnapshot> known;

    private StructReader(
            Memory memory,
            Optional<Long> address,
            Bytes raw,
            DriverModel model,
            Abi abi,
            String from,
            Map<Known, ContextSnapshot> known) {
        this.memory = memory;
        this.address = address;
        this.raw = raw;
        this.model = model;
        this.abi = abi;
        this.from = from;
        this.known = known;
    }

    /** Reads at an address. The last parameter keeps what was read in this memory before, which is not read again. */
    static StructReader in(Memory memory, long address, DriverModel model, Abi abi, Map<Known, ContextSnapshot> known) {
        return new StructReader(memory, Optional.of(address), Bytes.EMPTY, model, abi, "", known);
    }

    /** Reads bytes that lie nobody knows where. */
    static StructReader of(Bytes raw, DriverModel model, Abi abi) {
        return new StructReader(
                (at, length) -> Optional.empty(), Optional.empty(), raw, model, abi, "", new HashMap<>());
    }

    <T extends ContextSnapshot> T read(ContextType<T> type) {
        var key = address.map(at -> new Known(type, at));
        var before = key.flatMap(at -> Optional.ofNullable(known.get(at))).flatMap(type::cast);
        return before.orElseGet(() -> {
            var read = readAnew(type);
            key.ifPresent(at -> known.put(at, read));
            return read;
        });
    }

    private <T extends ContextSnapshot> T readAnew(ContextType<T> type) {
        var layout = type.layoutOf(model, abi);
        var structure = address.map(at -> memory.read(at, (int) layout.size()).orElse(Bytes.EMPTY))
                .orElse(raw);
        if (address.isEmpty() && raw.size() < layout.size()) {
            throw new DecodeException(from + type.name(), layout.size(), "and only " + raw.size() + " were given");
        }
        var values = new ArrayList<Object>();
        for (var i = 0; i < type.fields().size(); i++) {
            var field = type.fields().get(i);
            var offset = layout.offsets().get(i);
            values.add(value(field, new Place(from + type.name(), field.name(), offset, layout.size()), structure));
        }
        if (structure.size() < layout.size()) {
            throw new DecodeException(
                    from + type.name(),
                    layout.size(),
                    "and at " + hex(address.orElse(0L)) + " not all of them are in the memory that is known");
        }
        return type.of(values);
    }

    private <V> V value(ContextField<?, V> field, Place place, Bytes structure) {
        var size = field.codec().size(abi);
        var bytes = slice(structure, place.offset(), size).or(() -> inMemory(place.offset(), size));
        return field.codec().decode(new Reader(place, bytes.orElseThrow(() -> tooShort(place, size)), 0));
    }

    private Optional<Bytes> inMemory(long offset, int size) {
        return address.flatMap(at -> memory.read(at + offset, size));
    }

    private static Optional<Bytes> slice(Bytes bytes, long offset, int size) {
        return offset + size <= bytes.size() ? Optional.of(bytes.slice((int) offset, size)) : Optional.empty();
    }

    private DecodeException tooShort(Place place, int size) {
        return place.mistake(
                0,
                hex(address.orElse(0L) + place.offset()),
                "is not in the memory that is known, " + size + " bytes are needed");
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Where a context lies. */
    record Known(ContextType<?> type, long address) {}

    /** A field's place in the structure. */
    private record Place(String context, String name, long offset, long structureSize) {

        DecodeException mistake(int part, String value, String reason) {
            return new DecodeException(context, name, offset + part, value, reason);
        }
    }

    /** A field, or from a base on a part of it. */
    private final class Reader implements FieldReader {

        private final Place place;
        private final Bytes bytes;
        private final int base;

        Reader(Place place, Bytes bytes, int base) {
            this.place = place;
            this.bytes = bytes;
            this.base = base;
        }

        @Override
        public DriverModel model() {
            return model;
        }

        @Override
        public Abi abi() {
            return abi;
        }

        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public long unsigned(int offset, int size) {
            return bytes.unsigned(base + offset, size);
        }

        @Override
        public Bytes bytes(int offset, int size) {
            return bytes.slice(base + offset, size);
        }

        @Override
        public <T extends ContextSnapshot> T context(ContextType<T> type, long at) {
            var reached = place.context() + "." + place.name() + " > ";
            return new StructReader(memory, Optional.of(at), Bytes.EMPTY, model, abi, reached, known).read(type);
        }

        @Override
        public Optional<Long> behind() {
            return address.map(at -> at + place.structureSize());
        }

        @Override
        public Optional<Bytes> bytesBehind(int size) {
            return address.isPresent()
                    ? inMemory(place.structureSize(), size)
                    : slice(raw, place.structureSize(), size);
        }

        @Override
        public FieldReader part(int offset, String name) {
            var part = new Place(place.context(), place.name() + name, place.offset() + offset, place.structureSize());
            return new Reader(part, bytes, base + offset);
        }

        @Override
        public DecodeException mistake(String value, String reason) {
            return place.mistake(0, value, reason);
        }
    }
}
