package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import java.util.Arrays;

/** Writes the structures of contexts into memory. */
final class StructWriter {

    /** More than any text takes that lies behind a structure. */
    private static final int MOST_BEHIND = 0x1_0000;

    private final Heap heap;
    private final DriverModel model;
    private final Abi abi;

    StructWriter(Heap heap, DriverModel model, Abi abi) {
        this.heap = heap;
        this.model = model;
        this.abi = abi;
    }

    /** Writes a snapshot and returns its address. */
    <T extends ContextSnapshot> long write(ContextType<T> type, T snapshot) {
        var layout = type.layoutOf(model, abi);
        var structure = new Structure(heap.reserve((int) layout.size() + MOST_BEHIND), (int) layout.size());
        for (var i = 0; i < type.fields().size(); i++) {
            var field = type.fields().get(i);
            write(
                    field,
                    snapshot,
                    new Writer(
                            structure,
                            type + "." + field.name(),
                            layout.offsets().get(i)));
        }
        heap.fill(structure.address, Bytes.of(structure.bytes));
        return structure.address;
    }

    private static <T extends ContextSnapshot, V> void write(ContextField<T, V> field, T snapshot, Writer writer) {
        field.codec().encode(field.value().apply(snapshot), writer);
    }

    /** A structure that is being written; it grows where something is put behind it. */
    private static final class Structure {

        private final long address;
        private byte[] bytes;

        Structure(long address, int size) {
            this.address = address;
            this.bytes = new byte[size];
        }

        long append(Bytes behind) {
            var end = bytes.length;
            bytes = Arrays.copyOf(bytes, end + behind.size());
            put(end, behind);
            return address + end;
        }

        void put(int at, Bytes source) {
            System.arraycopy(source.toArray(), 0, bytes, at, source.size());
        }
    }

    private final class Writer implements FieldWriter {

        private final Structure structure;
        private final String name;
        private final long base;

        Writer(Structure structure, String name, long base) {
            this.structure = structure;
            this.name = name;
            this.base = base;
        }

        @Override
        public Abi abi() {
            return abi;
        }

        @Override
        public void integer(int offset, int size, long value) {
            for (var i = 0; i < size; i++) {
                structure.bytes[(int) base + offset + i] = (byte) (value >> (i * Byte.SIZE));
            }
        }

        @Override
        public void bytes(int offset, Bytes bytes) {
            structure.put((int) base + offset, bytes);
        }

        @Override
        public long place(Bytes bytes) {
            var address = heap.reserve(bytes.size());
            heap.fill(address, bytes);
            return address;
        }

        @Override
        public long placeBehind(Bytes bytes) {
            return structure.append(bytes);
        }

        @Override
        public <T extends ContextSnapshot> long place(ContextType<T> type, T snapshot) {
            return write(type, snapshot);
        }

        @Override
        public long addressOf(Pointer pointer) {
            return heap.addressOf(pointer);
        }

        @Override
        public FieldWriter part(int offset, String part) {
            return new Writer(structure, name + part, base + offset);
        }

        @Override
        public IllegalArgumentException mistake(String value, String reason) {
            return new IllegalArgumentException(name + ": " + value + " " + reason);
        }
    }
}
