package dev.perstream.harness.simulator.report.format;

import dev.perstream.harness.simulator.report.Report;

/** A way to write reports. */
@FunctionalInterface
public interface ReportFormat {

    /** The report's text, with its last line ended. */
    String write(Report report, Setting setting);
}
