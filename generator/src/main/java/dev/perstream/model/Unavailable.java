package dev.perstream.model;

/** What becomes of an open whose context cannot be had, for want of memory or of the file system's support. */
public enum Unavailable {
    /** The open goes on, and the file is not tracked. */
    IGNORE("ignore"),
    /** The open is cancelled and fails with the reason. */
    FAIL("fail");

    private final String key;

    Unavailable(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }
}
