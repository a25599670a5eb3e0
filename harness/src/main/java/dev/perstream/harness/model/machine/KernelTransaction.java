package dev.perstream.harness.model.machine;

/** A kernel transaction. */
public final class KernelTransaction {

    enum State {
        ACTIVE,
        COMMITTED,
        ROLLED_BACK
    }

    State state = State.ACTIVE;
    int references = 1;

    /** Whether it has not ended yet. */
    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
