package dev.perstream.harness.junit;

/** What happened before a failure; JUnit shows it with the failure. */
final class Story extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Story(String side, String steps) {
        super(side + ", what happened until then:\n" + steps, null, false, false);
    }
}
