package dev.perstream.harness.simulator.report;

import java.util.List;

/**
 * What of the kernel the driver used.
 *
 * @param called the routines that were called
 * @param failed those that were made to fail
 */
public record Routines(List<String> called, List<String> failed) {

    /** Nothing was called. */
    public static final Routines NONE = new Routines(List.of(), List.of());

    public Routines {
        called = List.copyOf(called);
        failed = List.copyOf(failed);
    }
}
