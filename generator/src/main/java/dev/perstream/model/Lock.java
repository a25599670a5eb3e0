package dev.perstream.model;

/** The lock that guards the fields of a context which are not interlocked. */
public enum Lock {
    /** An {@code ERESOURCE}; at most APC_LEVEL. */
    RESOURCE("resource"),
    /** An {@code EX_PUSH_LOCK}; at most APC_LEVEL. */
    PUSH_LOCK("push-lock"),
    /** A {@code FAST_MUTEX}; at most APC_LEVEL, and raises to it. */
    FAST_MUTEX("fast-mutex"),
    /** A {@code KSPIN_LOCK}; at most DISPATCH_LEVEL, and raises to it. */
    SPIN_LOCK("spin-lock"),
    /** None: each field that changes is interlocked. */
    NONE("none");

    private final String key;

    Lock(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }
}
