package dev.perstream.harness.driver;

import dev.perstream.harness.simulator.report.Report;
import java.nio.file.Path;

/**
 * The simulator found that the driver breaks a rule, crashes or hangs. The message is the simulator's report, with the command
 * that repeats the run.
 */
public final class DriverFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Report report;
    private final String scenario;
    private String side = "";

    DriverFailedException(String message, Report report, Path scenario) {
        super(message);
        this.report = report;
        this.scenario = scenario.toString();
    }

    /** Puts before the message what the test ran on. */
    public void happenedOn(String place) {
        side = place + ": ";
    }

    @Override
    public String getMessage() {
        return side + super.getMessage();
    }

    /** What the simulator found. */
    public Report report() {
        return report;
    }

    /** The steps that led to it, as a scenario for the simulator. */
    public Path scenario() {
        return Path.of(scenario);
    }
}
