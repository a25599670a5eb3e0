package dev.perstream.harness.context;

/**
 * What a context holds at one moment. Generated records implement it; two are equal if their fields are, a reference
 * being compared by what it refers to.
 */
public interface ContextSnapshot {

    /** The kind of context. Its name leaves {@code type} to the schema's fields. */
    ContextType<?> contextType();
}
