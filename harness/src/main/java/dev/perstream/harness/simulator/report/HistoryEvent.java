package dev.perstream.harness.simulator.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened to a subject.
 *
 * @param verb what was done, such as {@code freed}
 * @param references how many references it had then, if it counts them
 * @param thread whose doing it was
 * @param routine what was called
 */
public record HistoryEvent(
        String verb, OptionalLong references, String thread, Optional<String> routine, Stack stack) {}
