package dev.perstream.harness;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.Step;

/** An operation of a test that failed, which the test did not say it expects. */
public final class OperationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final NtStatus status;
    private final transient Step step;

    OperationFailedException(Step step, NtStatus status) {
        super("\"" + step.line() + "\" failed with " + status);
        this.step = step;
        this.status = status;
    }

    /** How it failed. */
    public NtStatus status() {
        return status;
    }

    /** What failed. */
    public Step step() {
        return step;
    }
}
