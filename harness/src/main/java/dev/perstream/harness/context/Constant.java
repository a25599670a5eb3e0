package dev.perstream.harness.context;

/** A constant of an enumeration, or one of a set of flags, that a schema declares. */
public interface Constant {

    /** Its value, as the driver holds it; for a {@code uint64} unsigned. */
    long value();

    /** The word of the schema. */
    String key();
}
