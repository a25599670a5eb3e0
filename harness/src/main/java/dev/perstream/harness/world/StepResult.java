package dev.perstream.harness.world;

import dev.perstream.harness.context.NtStatus;
import java.util.Optional;

/**
 * How a step ended.
 *
 * @param status its outcome; empty if there was nothing to do it with, because what should have been open is not
 */
public record StepResult(Optional<NtStatus> status) {

    /** A step that could not be tried. */
    public static final StepResult SKIPPED = new StepResult(Optional.empty());

    /** A step that was carried out. */
    public static StepResult of(NtStatus status) {
        return new StepResult(Optional.of(status));
    }

    /** Whether it was carried out and did not fail. */
    public boolean succeeded() {
        return status.filter(NtStatus::isSuccess).isPresent();
    }

    @Override
    public String toString() {
        return status.map(NtStatus::toString).orElse("skipped");
    }
}
