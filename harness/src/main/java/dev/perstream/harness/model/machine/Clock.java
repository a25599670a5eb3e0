package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.SystemTime;
import java.time.Duration;

/** The machine's time, which passes only when a step says so. */
public final class Clock {

    /** 2026-01-01, when the machine is started. */
    private static final SystemTime START = new SystemTime(134_116_992_000_000_000L);

    /** What the clock that drivers read goes on by: 1/64 s in 100 ns units. */
    private static final long TICK = 156_250;

    private SystemTime now = START;
    private SystemTime ticked = new SystemTime(START.ticks() / TICK * TICK);

    /** The exact time. */
    public SystemTime now() {
        return now;
    }

    /** What {@code KeQuerySystemTime} tells: the time of the last tick. */
    public SystemTime ticked() {
        return ticked;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now = now.plus(time);
        ticked = new SystemTime(now.ticks() / TICK * TICK);
    }
}
