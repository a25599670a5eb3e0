package dev.perstream.harness;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.SystemStep;

/**
 * A call of the driver's that is to fail. On the model it has no effect, and from then on the two are not compared until
 * the test ends. A test during which the driver makes no such call fails.
 */
public final class FailureInjection {

    private final Bench bench;
    private final String routine;
    private final int ordinal;

    FailureInjection(Bench bench, String routine, int ordinal) {
        this.bench = bench;
        this.routine = routine;
        this.ordinal = ordinal;
        bench.expectStatusOf(this);
    }

    /** What a test has said so far. */
    @Override
    public String toString() {
        return "failing(\"" + routine + "\")" + (ordinal == 1 ? "" : ".call(" + ordinal + ")");
    }

    /**
     * Not the next call but the n-th from now on, counted from 1.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public FailureInjection call(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("calls are counted from 1, not " + number);
        }
        bench.hasStatus(this);
        return new FailureInjection(bench, routine, number);
    }

    /**
     * The call returns this status and has no effect.
     *
     * @param status one that the routine's documentation lists
     */
    public void returning(NtStatus status) {
        bench.hasStatus(this);
        bench.carryOut(new SystemStep.FailRoutine(routine, status, ordinal));
    }
}
