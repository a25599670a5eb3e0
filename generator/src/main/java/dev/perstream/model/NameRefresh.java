package dev.perstream.model;

/** What becomes of a stored name when a folder above the file is renamed (rule N5). */
public enum NameRefresh {
    /** It stays as it was until a statement stores a name again. */
    CACHED("cached"),
    /** It is asked for again when the context is next used where a name can be asked for. */
    LAZY("lazy");

    private final String key;

    NameRefresh(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }
}
