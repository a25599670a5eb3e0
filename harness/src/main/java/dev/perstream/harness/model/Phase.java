package dev.perstream.harness.model;

/** Where a statement runs. */
public enum Phase {
    /** Before the operation is passed to the file system. */
    BEFORE,
    /** After it has been carried out. */
    AFTER
}
