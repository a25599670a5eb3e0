package dev.perstream.model;

/** What a context is attached to. */
public enum Attachment {
    VOLUME("volume"),
    INSTANCE("instance"),
    FILE("file"),
    STREAM("stream"),
    STREAM_HANDLE("stream-handle"),
    TRANSACTION("transaction"),
    SECTION("section");

    private final String key;

    Attachment(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** Whether the object is reached through a file object: a file, a stream or an open handle. */
    public boolean ofFile() {
        return this == FILE || this == STREAM || this == STREAM_HANDLE;
    }
}
