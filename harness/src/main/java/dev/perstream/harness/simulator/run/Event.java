package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.report.Benchmark;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Routines;
import dev.perstream.harness.simulator.report.Sighting;
import java.util.List;

/** A line that the simulator's process wrote. */
sealed interface Event {

    record Found(Finding finding) implements Event {}

    record Explored(Exploration exploration) implements Event {}

    record Used(Routines routines) implements Event {}

    /** A state of the driver's contexts. */
    record Observed(Sighting sighting) implements Event {}

    /** The course of a run without findings. */
    record Traced(List<String> lines) implements Event {}

    /** How fast the runs were; where the time went follows. */
    record Measured(Benchmark benchmark) implements Event {}

    /** Where the time went. */
    record Profiled(List<Sample> samples) implements Event {}

    /** How often the time was up at an instruction. */
    record Sample(String module, long offset, long count) {}

    /** Something is wrong with what the process was given. */
    record Mistake(String message) implements Event {}

    /** The process came to its end. */
    record End() implements Event {}

    /** A type of line that a later simulator may write. */
    record Unknown() implements Event {}

    /** What is no event: a sanitizer's or a library's words. */
    record Noise(String line) implements Event {}
}
