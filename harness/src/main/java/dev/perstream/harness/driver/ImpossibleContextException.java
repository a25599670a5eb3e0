package dev.perstream.harness.driver;

import dev.perstream.harness.abi.DecodeException;

/** A context of the driver's holds what it cannot; {@link FailedRun} tells what led to it. */
final class ImpossibleContextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A mistake in a context.
     *
     * @param which the context, by its name and what it is reached from
     */
    ImpossibleContextException(String which, DecodeException mistake) {
        super("the driver's " + which + " holds what it cannot: " + mistake.getMessage(), mistake);
    }
}
