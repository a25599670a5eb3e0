package dev.perstream.harness.simulator.build;

import java.nio.file.Path;

/**
 * A driver, compiled for the simulator.
 *
 * @param file the shared object
 */
public record DriverImage(Path file) {}
