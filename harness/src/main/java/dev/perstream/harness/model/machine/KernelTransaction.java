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

    /** Commits it or rolls it back; the filter hears of it before and after. */
    void end(RequestFilter filter, boolean commits) {
        filter.ending(this, commits);
        state = commits ? State.COMMITTED : State.ROLLED_BACK;
        filter.ended(this);
    }
}
