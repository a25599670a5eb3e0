package dev.perstream.harness.world;

/** Which numbers a step may carry. */
final class Ranges {

    private Ranges() {}

    /**
     * Refuses a number that is negative or too large.
     *
     * @param what it is, for the message
     * @throws IllegalArgumentException if it is, with the number and the range
     */
    static void check(String what, long number, long most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(what + " is from 0 to " + most + ", not " + number);
        }
    }
}
