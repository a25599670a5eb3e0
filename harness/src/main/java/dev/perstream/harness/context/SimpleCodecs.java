package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** The types of the schema without parameters that are no integers. */
final class SimpleCodecs {

    private SimpleCodecs() {}

    /** A {@code BOOLEAN}, in which the driver stores nothing but TRUE and FALSE. */
    record Bool() implements FieldCodec<Boolean> {

        @Override
        public String name() {
            return "bool";
        }

        @Override
        public int size(Abi abi) {
            return Byte.BYTES;
        }

        @Override
        public Boolean zero() {
            return false;
        }

        @Override
        public Boolean decode(FieldReader reader) {
            var value = reader.unsigned(0, Byte.BYTES);
            if (value > 1) {
                throw reader.mistake(Long.toString(value), "is neither 0 nor 1");
            }
            return value == 1;
        }

        @Override
        public void encode(Boolean value, FieldWriter writer) {
            writer.integer(0, Byte.BYTES, value ? 1 : 0);
        }
    }

    /** A {@code LARGE_INTEGER} of 100 ns units. */
    record Time() implements FieldCodec<SystemTime> {

        @Override
        public String name() {
            return "time";
        }

        @Override
        public int size(Abi abi) {
            return Long.BYTES;
        }

        @Override
        public SystemTime zero() {
            return SystemTime.NONE;
        }

        @Override
        public SystemTime decode(FieldReader reader) {
            return new SystemTime(reader.unsigned(0, Long.BYTES));
        }

        @Override
        public void encode(SystemTime value, FieldWriter writer) {
            writer.integer(0, Long.BYTES, value.ticks());
        }
    }

    /** A {@code GUID}: its first three parts are integers of the processor, the last is eight bytes. */
    record Guid() implements FieldCodec<UUID> {

        private static final int SIZE = 16;

        @Override
        public String name() {
            return "guid";
        }

        @Override
        public int size(Abi abi) {
            return SIZE;
        }

        @Override
        public UUID zero() {
            return new UUID(0, 0);
        }

        @Override
        public UUID decode(FieldReader reader) {
            var first = reader.unsigned(0, Integer.BYTES) << Integer.SIZE
                    | reader.unsigned(4, Short.BYTES) << Short.SIZE
                    | reader.unsigned(6, Short.BYTES);
            return new UUID(
                    first,
                    ByteBuffer.wrap(reader.bytes(Long.BYTES, Long.BYTES).toArray())
                            .getLong());
        }

        @Override
        public void encode(UUID value, FieldWriter writer) {
            var first = value.getMostSignificantBits();
            writer.integer(0, Integer.BYTES, first >>> Integer.SIZE);
            writer.integer(4, Short.BYTES, first >>> Short.SIZE);
            writer.integer(6, Short.BYTES, first);
            var last = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putLong(value.getLeastSignificantBits());
            writer.bytes(Long.BYTES, Bytes.of(last.array()));
        }
    }

    /** The id of a process or a thread. */
    record Id(String name) implements FieldCodec<Long> {

        @Override
        public int size(Abi abi) {
            return abi.pointerSize();
        }

        @Override
        public Long zero() {
            return 0L;
        }

        @Override
        public Long decode(FieldReader reader) {
            return reader.pointer(0);
        }

        @Override
        public void encode(Long value, FieldWriter writer) {
            writePointer(value, writer);
        }

        @Override
        public String text(Long value) {
            return Long.toUnsignedString(value);
        }
    }

    /** An {@code NTSTATUS}. */
    record Status() implements FieldCodec<NtStatus> {

        @Override
        public String name() {
            return "status";
        }

        @Override
        public int size(Abi abi) {
            return Integer.BYTES;
        }

        @Override
        public NtStatus zero() {
            return NtStatus.SUCCESS;
        }

        @Override
        public NtStatus decode(FieldReader reader) {
            return new NtStatus((int) reader.unsigned(0, Integer.BYTES));
        }

        @Override
        public void encode(NtStatus value, FieldWriter writer) {
            writer.integer(0, Integer.BYTES, value.code());
        }
    }

    /** A pointer that is not followed; where memory knows what lies there, that is its name. */
    record Address(String name) implements FieldCodec<Pointer> {

        @Override
        public int size(Abi abi) {
            return abi.pointerSize();
        }

        @Override
        public Pointer zero() {
            return Pointer.NULL;
        }

        @Override
        public Pointer decode(FieldReader reader) {
            var address = reader.pointer(0);
            return reader.memory()
                    .nameOf(address)
                    .map(known -> Pointer.to(address, known))
                    .orElseGet(() -> Pointer.to(address));
        }

        @Override
        public void encode(Pointer value, FieldWriter writer) {
            writePointer(writer.addressOf(value), writer);
        }
    }

    /** Writes a value of a pointer's width. */
    private static void writePointer(long value, FieldWriter writer) {
        var size = writer.abi().pointerSize();
        if (size < Long.BYTES && value >>> (size * Byte.SIZE) != 0) {
            throw writer.mistake("0x" + Long.toHexString(value), "does not fit " + size + " bytes");
        }
        writer.pointer(0, value);
    }
}
