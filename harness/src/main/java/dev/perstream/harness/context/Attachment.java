package dev.perstream.harness.context;

/** What a context is attached to. */
public enum Attachment {
    /** A mounted volume. */
    VOLUME,
    /** The filter's instance on a volume; a legacy filter's device there. */
    INSTANCE,
    /** A file, whatever stream of it is open and by whichever name. */
    FILE,
    /** A stream of a file, for all who have it open. */
    STREAM,
    /** One file object. */
    STREAM_HANDLE,
    /** A transaction, on one volume. */
    TRANSACTION,
    /** A section that the filter made of a stream. */
    SECTION
}
