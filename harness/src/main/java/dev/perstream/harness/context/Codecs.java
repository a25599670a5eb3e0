package dev.perstream.harness.context;

import dev.perstream.harness.abi.Bytes;
import java.util.List;
import java.util.UUID;

/** The codecs of the schema's types. */
public final class Codecs {

    private Codecs() {}

    /** One byte with a sign: -2<sup>7</sup> to 2<sup>7</sup> - 1. */
    public static FieldCodec<Integer> int8() {
        return new IntegerCodec<>("int8", Byte.SIZE, true, Long::intValue);
    }

    /** One byte without a sign: 0 to 2<sup>8</sup> - 1. */
    public static FieldCodec<Integer> uint8() {
        return new IntegerCodec<>("uint8", Byte.SIZE, false, Long::intValue);
    }

    /** Two bytes with a sign: -2<sup>15</sup> to 2<sup>15</sup> - 1. */
    public static FieldCodec<Integer> int16() {
        return new IntegerCodec<>("int16", Short.SIZE, true, Long::intValue);
    }

    /** Two bytes without a sign: 0 to 2<sup>16</sup> - 1. */
    public static FieldCodec<Integer> uint16() {
        return new IntegerCodec<>("uint16", Short.SIZE, false, Long::intValue);
    }

    /** Four bytes with a sign: -2<sup>31</sup> to 2<sup>31</sup> - 1. */
    public static FieldCodec<Integer> int32() {
        return new IntegerCodec<>("int32", Integer.SIZE, true, Long::intValue);
    }

    /** Four bytes without a sign: 0 to 2<sup>32</sup> - 1. In Java a {@code long}, which has room for it. */
    public static FieldCodec<Long> uint32() {
        return new IntegerCodec<>("uint32", Integer.SIZE, false, value -> value);
    }

    /** Eight bytes with a sign: -2<sup>63</sup> to 2<sup>63</sup> - 1. */
    public static FieldCodec<Long> int64() {
        return new IntegerCodec<>("int64", Long.SIZE, true, value -> value);
    }

    /** A {@code long} whose bits are those of the unsigned value. */
    public static FieldCodec<Long> uint64() {
        return new IntegerCodec<>("uint64", Long.SIZE, false, value -> value);
    }

    /** One byte, 0 or 1. */
    public static FieldCodec<Boolean> bool() {
        return new SimpleCodecs.Bool();
    }

    /** A {@code LARGE_INTEGER} with a system time, in units of 100 nanoseconds since 1601 in UTC; 0 for none. */
    public static FieldCodec<SystemTime> time() {
        return new SimpleCodecs.Time();
    }

    /** A {@code GUID} of 16 bytes, whose first three parts are little-endian. */
    public static FieldCodec<UUID> guid() {
        return new SimpleCodecs.Guid();
    }

    /** A {@code HANDLE}: unsigned, as wide as a pointer. */
    public static FieldCodec<Long> processId() {
        return new SimpleCodecs.Id("process-id");
    }

    /** A {@code HANDLE}: unsigned, as wide as a pointer. */
    public static FieldCodec<Long> threadId() {
        return new SimpleCodecs.Id("thread-id");
    }

    /** An {@code NTSTATUS} of 4 bytes. */
    public static FieldCodec<NtStatus> status() {
        return new SimpleCodecs.Status();
    }

    /** An address that nothing is read from. */
    public static FieldCodec<Pointer> pointer() {
        return new SimpleCodecs.Address("pointer");
    }

    /** The address of the filter's instance, or of its device object. */
    public static FieldCodec<Pointer> instance() {
        return new SimpleCodecs.Address("instance");
    }

    /** So many raw bytes. */
    public static FieldCodec<Bytes> bytes(int size) {
        return new BytesCodec(size);
    }

    /** One constant of an enumeration, held by an integer. */
    public static <E extends Enum<E> & Constant> FieldCodec<E> enumeration(
            Class<E> type, FieldCodec<? extends Number> base) {
        return new ConstantCodecs.One<>(type, (IntegerCodec<?>) base);
    }

    /** A combination of flags, held by an unsigned integer. */
    public static <E extends Enum<E> & Constant> FieldCodec<Flags<E>> flags(
            Class<E> type, FieldCodec<? extends Number> base) {
        return new ConstantCodecs.Several<>(type, (IntegerCodec<?>) base);
    }

    /** So many elements of one type. */
    public static <V> FieldCodec<List<V>> array(FieldCodec<V> element, int length) {
        return new ArrayCodec<>(element, length);
    }

    /** A counted text with a buffer of its own, of so many UTF-16 units at most. */
    public static FieldCodec<String> string(int maxChars) {
        return new TextCodec(maxChars, false);
    }

    /** A counted text whose characters lie behind the structure, of so many UTF-16 units at most. */
    public static FieldCodec<String> trailingString(int maxChars) {
        return new TextCodec(maxChars, true);
    }

    /** A counted reference to another context. */
    public static <T extends ContextSnapshot> FieldCodec<Reference<T>> reference(ContextType<T> type) {
        return new ReferenceCodec<>(type);
    }
}
