package dev.perstream.harness.context;

import java.util.Optional;

/**
 * An address that a context holds and that nothing is read from. Two are equal if they have the same name, or, without
 * names, the same address.
 */
public final class Pointer {

    /** No address. */
    public static final Pointer NULL = new Pointer(0, Optional.empty());

    private final long address;
    private final Optional<String> name;

    private Pointer(long address, Optional<String> name) {
        this.address = address;
        this.name = name;
    }

    /** An address of which nothing is known. */
    public static Pointer to(long address) {
        return new Pointer(address, Optional.empty());
    }

    /** The address of a known object; 0 if the address is not known. */
    public static Pointer to(long address, String name) {
        return new Pointer(address, Optional.of(name));
    }

    /** Unsigned; 0 if it is not known. */
    public long address() {
        return address;
    }

    /** What lies there, such as {@code "instance on C:"}. */
    public Optional<String> name() {
        return name;
    }

    /** Whether it points nowhere. */
    public boolean isNull() {
        return address == 0 && name.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pointer pointer
                && name.equals(pointer.name)
                && (name.isPresent() || address == pointer.address);
    }

    @Override
    public int hashCode() {
        return name.map(String::hashCode).orElse(Long.hashCode(address));
    }

    @Override
    public String toString() {
        return name.orElse(isNull() ? "null" : "0x" + Long.toHexString(address));
    }
}
