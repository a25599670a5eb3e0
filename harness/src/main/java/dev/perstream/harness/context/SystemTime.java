package dev.perstream.harness.context;

import java.time.Duration;
import java.time.Instant;

/**
 * A time as Windows counts it.
 *
 * @param ticks 100 ns units since 1601-01-01 UTC; 0 where no time was stored
 */
public record SystemTime(long ticks) implements Comparable<SystemTime> {

    /** No time: what a new context's field holds. */
    public static final SystemTime NONE = new SystemTime(0);

    private static final Instant EPOCH = Instant.parse("1601-01-01T00:00:00Z");
    private static final long PER_SECOND = 10_000_000;
    private static final int NANOSECONDS = 100;

    /** Whether a time was stored. */
    public boolean isSet() {
        return ticks != 0;
    }

    /** The same moment as Java's. */
    public Instant toInstant() {
        return EPOCH.plusSeconds(Math.floorDiv(ticks, PER_SECOND))
                .plusNanos(Math.floorMod(ticks, PER_SECOND) * NANOSECONDS);
    }

    /** A later moment; what is below 100 ns is cut. */
    public SystemTime plus(Duration duration) {
        return new SystemTime(ticks + duration.toSeconds() * PER_SECOND + duration.toNanosPart() / NANOSECONDS);
    }

    @Override
    public int compareTo(SystemTime other) {
        return Long.compare(ticks, other.ticks);
    }

    @Override
    public String toString() {
        return isSet() ? toInstant().toString() : "none";
    }
}
