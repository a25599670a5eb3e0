package dev.perstream.harness.driver;

import dev.perstream.harness.simulator.cli.SimulateProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a driver is run.
 *
 * @param hangLimit how long a step may take before the driver counts as hanging; at least a second
 * @param timeLimit how long an exploration may take
 * @param scenarios where the scenarios of explorations and of runs that failed are kept, which the commands name that repeat
 *     them
 * @param replayProgram how the command line of the simulator is called, in the command that repeats a run; as a
 *     shell takes it
 */
public record DriverSettings(Duration hangLimit, Duration timeLimit, Path scenarios, String replayProgram) {

    private static final Duration HANG_LIMIT = Duration.ofSeconds(10);
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final String SCENARIOS = "perstream-scenarios";

    /**
     * What is usual: scenarios go to {@code target/perstream-scenarios} of the project, or, where it has no folder {@code
     * target}, to a folder of that name among the temporary files.
     *
     * @param base the project's folder
     */
    public static DriverSettings of(Path base) {
        var target = base.resolve("target");
        var among = Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
        return new DriverSettings(HANG_LIMIT, TIME_LIMIT, among.resolve(SCENARIOS), SimulateProgram.ofThisClassPath());
    }

    /** The same with another limit of a step. */
    public DriverSettings withHangLimit(Duration limit) {
        return new DriverSettings(limit, timeLimit, scenarios, replayProgram);
    }

    /** The same with another limit of an exploration. */
    public DriverSettings withTimeLimit(Duration limit) {
        return new DriverSettings(hangLimit, limit, scenarios, replayProgram);
    }
}
