package dev.perstream.model;

/** When a context comes into being. */
public enum CreateWhen {
    /** When the file, stream or handle is opened; for a volume or instance, at setup. */
    FIRST_OPEN("first-open"),
    /** When the first operation that tracks it or hands it to a hook runs. */
    FIRST_USE("first-use");

    private final String key;

    CreateWhen(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }
}
