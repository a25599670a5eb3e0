package dev.perstream.model;

/** When, with regard to the file system's work, something is done. */
public enum Phase {
    /** Before the operation is passed down. */
    BEFORE,
    /** When it has been completed. */
    AFTER
}
