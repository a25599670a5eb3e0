package dev.perstream.model;

/** The memory that a context lives in. */
public enum Pool {
    NONPAGED("nonpaged"),
    PAGED("paged");

    private final String key;

    Pool(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }
}
