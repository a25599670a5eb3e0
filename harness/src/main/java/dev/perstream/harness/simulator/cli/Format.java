package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.report.format.JsonReport;
import dev.perstream.harness.simulator.report.format.ReportFormat;
import dev.perstream.harness.simulator.report.format.SarifReport;
import dev.perstream.harness.simulator.report.format.TextReport;

/** The formats of reports. */
enum Format {
    TEXT(new TextReport()),
    JSON(new JsonReport()),
    SARIF(new SarifReport());

    private final ReportFormat writer;

    Format(ReportFormat writer) {
        this.writer = writer;
    }

    ReportFormat writer() {
        return writer;
    }
}
