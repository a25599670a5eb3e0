package dev.perstream.harness.contract;

/** What contract tests assert with, so that the harness needs no library of assertions. */
final class Check {

    private Check() {}

    /** A number is what it should be. */
    static void equal(String what, long expected, long actual) {
        if (expected != actual) {
            throw new AssertionError(what + ": expected " + expected + ", but there are " + actual);
        }
    }

    /** Something holds. */
    static void that(String what, boolean holds) {
        if (!holds) {
            throw new AssertionError("expected that " + what);
        }
    }
}
