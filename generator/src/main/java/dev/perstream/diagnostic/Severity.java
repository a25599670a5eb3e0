package dev.perstream.diagnostic;

/** How much a diagnostic weighs. */
public enum Severity {
    /** Nothing is generated. */
    ERROR("error"),
    /** The schema is usable, and probably not what its author meant. */
    WARNING("warning");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** The word that a message shows. */
    public String label() {
        return label;
    }
}
