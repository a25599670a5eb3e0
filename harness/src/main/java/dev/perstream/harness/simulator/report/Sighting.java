package dev.perstream.harness.simulator.report;

/**
 * What a scenario's {@code observe} told.
 *
 * @param text the line that {@code observe} answers with in a live process
 * @param replay repeats a run that came to it, as the argument of {@code --replay}
 */
public record Sighting(String text, String replay) {}
