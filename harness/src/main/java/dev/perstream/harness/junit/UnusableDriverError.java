package dev.perstream.harness.junit;

/** The driver that a test should run on cannot be had. The message says all; there is nothing to see on the stack. */
final class UnusableDriverError extends AssertionError {

    private static final long serialVersionUID = 1L;

    UnusableDriverError(String message) {
        super(message);
        setStackTrace(new StackTraceElement[0]);
    }
}
