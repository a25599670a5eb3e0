package dev.perstream.harness.simulator.report.format;

import dev.perstream.harness.simulator.report.Rules;
import java.util.function.UnaryOperator;

/**
 * What a report is about.
 *
 * @param scenario the file, as the user named it
 * @param version of this program
 * @param rules that are checked
 * @param replayCommand the command that repeats a run, from what {@code --replay} takes
 * @param coverage whether routines are listed
 */
public record Setting(
        String scenario, String version, Rules rules, UnaryOperator<String> replayCommand, boolean coverage) {}
