package dev.perstream.diagnostic;

/**
 * The rules that a schema can break: those of the rule book that validation enforces, under their ids, and those of the
 * schema language itself ({@code Y}).
 */
public enum Rule {
    /** The text is YAML 1.2. */
    Y1,
    /** A key stands once in a mapping. */
    Y2;

    /** The id as messages show it. */
    public String id() {
        return name();
    }
}
