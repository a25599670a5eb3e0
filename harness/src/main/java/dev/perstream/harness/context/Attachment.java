package dev.perstream.harness.context;

/** What a context is attached to. */
public enum Attachment {
    VOLUME,
    INSTANCE,
    FILE,
    STREAM,
    STREAM_HANDLE,
    TRANSACTION,
    SECTION
}
