package dev.perstream.harness.context;

import java.util.ArrayList;

/**
 * A combination of the flags that a schema declares.
 *
 * @param <E> the flags
 */
public final class Flags<E extends Enum<E> & Constant> {

    private final Class<E> type;
    private final long bits;

    private Flags(Class<E> type, long bits) {
        this.type = type;
        this.bits = bits;
    }

    /** A combination given by its bits, of which some may belong to no flag. */
    public static <E extends Enum<E> & Constant> Flags<E> of(Class<E> type, long bits) {
        return new Flags<>(type, bits);
    }

    /** All bits; for a {@code uint64} unsigned. */
    public long bits() {
        return bits;
    }

    /** Whether all bits of a flag are set. */
    public boolean contains(E flag) {
        return (bits & flag.value()) == flag.value();
    }

    /** These and all bits of a flag. */
    public Flags<E> with(E flag) {
        return new Flags<>(type, bits | flag.value());
    }

    /** These and all bits of others. */
    public Flags<E> or(Flags<E> others) {
        return new Flags<>(type, bits | others.bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flags<?> flags && type == flags.type && bits == flags.bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    /** As the schema writes it: {@code read | written}; bits of no flag in hexadecimal. */
    @Override
    public String toString() {
        var words = new ArrayList<String>();
        var rest = bits;
        for (var flag : type.getEnumConstants()) {
            if (contains(flag)) {
                words.add(flag.key());
                rest &= ~flag.value();
            }
        }
        if (rest != 0 || words.isEmpty()) {
            words.add("0x" + Long.toHexString(rest));
        }
        return String.join(" | ", words);
    }
}
