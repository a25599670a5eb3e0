package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.build.DriverImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is to be run.
 *
 * @param drivers in the order in which the scenario names them
 * @param scenario the file that says what is mounted, opened and done
 * @param replay repeats one run: what a finding printed
 * @param preemptions a bound instead of the scenario's
 * @param faults a bound instead of the scenario's
 * @param randomRuns how many random runs, instead of what the scenario explores
 * @param seed of the random runs
 * @param timeLimit how long all runs may take together
 * @param hangLimit how long one run may take
 * @param keepGoing whether to go on after the first finding
 * @param trace whether to tell the course of a run without findings
 * @param benchmark how long to measure the speed, instead of looking for anything
 */
public record Simulation(
        List<DriverImage> drivers,
        Path scenario,
        Optional<String> replay,
        OptionalInt preemptions,
        OptionalInt faults,
        OptionalLong randomRuns,
        OptionalLong seed,
        Duration timeLimit,
        Duration hangLimit,
        boolean keepGoing,
        boolean trace,
        Optional<Duration> benchmark) {

    /** How long a simulation may take unless it says so. */
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(5);

    /** How long one run may take unless the simulation says so. */
    public static final Duration DEFAULT_HANG_LIMIT = Duration.ofSeconds(10);

    public Simulation {
        drivers = List.copyOf(drivers);
    }

    /** A scenario with what it says itself. */
    public static Simulation of(DriverImage driver, Path scenario) {
        return new Simulation(
                List.of(driver),
                scenario,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                DEFAULT_TIME_LIMIT,
                DEFAULT_HANG_LIMIT,
                false,
                false,
                Optional.empty());
    }

    /**
     * The same, but for one run that is repeated.
     *
     * @param token what a finding printed; it fits only the driver, scenario and bounds with which it was found
     */
    public Simulation withReplay(String token) {
        return new Simulation(
                drivers,
                scenario,
                Optional.of(token),
                preemptions,
                faults,
                randomRuns,
                seed,
                timeLimit,
                hangLimit,
                keepGoing,
                trace,
                benchmark);
    }

    /**
     * The same with this bound instead of what the scenario says.
     *
     * @param bound how often a running thread may be preempted in one run; 0 or more
     */
    public Simulation withPreemptions(int bound) {
        return new Simulation(
                drivers,
                scenario,
                replay,
                OptionalInt.of(bound),
                faults,
                randomRuns,
                seed,
                timeLimit,
                hangLimit,
                keepGoing,
                trace,
                benchmark);
    }

    /**
     * The same with this bound instead of what the scenario says.
     *
     * @param bound how many calls may fail in one run; 0 or more
     */
    public Simulation withFaults(int bound) {
        return new Simulation(
                drivers,
                scenario,
                replay,
                preemptions,
                OptionalInt.of(bound),
                randomRuns,
                seed,
                timeLimit,
                hangLimit,
                keepGoing,
                trace,
                benchmark);
    }

    /**
     * The same with random runs instead of what the scenario explores.
     *
     * @param runs how many; 1 or more
     * @param withSeed the same seed, the same runs; unsigned
     */
    public Simulation withRandomRuns(long runs, long withSeed) {
        return new Simulation(
                drivers,
                scenario,
                replay,
                preemptions,
                faults,
                OptionalLong.of(runs),
                OptionalLong.of(withSeed),
                timeLimit,
                hangLimit,
                keepGoing,
                trace,
                benchmark);
    }

    /**
     * The same with a limit for all runs together, after which exploring ends with what has been found.
     *
     * @param limit whole seconds; at least 1
     */
    public Simulation withTimeLimit(Duration limit) {
        return new Simulation(
                drivers,
                scenario,
                replay,
                preemptions,
                faults,
                randomRuns,
                seed,
                limit,
                hangLimit,
                keepGoing,
                trace,
                benchmark);
    }

    /**
     * The same with a limit for one run, after which the driver is taken to hang.
     *
     * @param limit whole seconds; at least 1
     */
    public Simulation withHangLimit(Duration limit) {
        return new Simulation(
                drivers,
                scenario,
                replay,
                preemptions,
                faults,
                randomRuns,
                seed,
                timeLimit,
                limit,
                keepGoing,
                trace,
                benchmark);
    }

    /** The same, but it goes on after findings, and reports all of them. */
    public Simulation withKeepGoing() {
        return new Simulation(
                drivers,
                scenario,
                replay,
                preemptions,
                faults,
                randomRuns,
                seed,
                timeLimit,
                hangLimit,
                true,
                trace,
                benchmark);
    }

    /** The arguments of the simulator's process. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        drivers.forEach(driver -> add(arguments, "--driver", driver.file().toString()));
        add(arguments, "--scenario", scenario.toString());
        replay.ifPresent(token -> add(arguments, "--replay", token));
        preemptions.ifPresent(bound -> add(arguments, "--preemptions", Integer.toString(bound)));
        faults.ifPresent(bound -> add(arguments, "--faults", Integer.toString(bound)));
        randomRuns.ifPresent(runs -> add(arguments, "--random", Long.toString(runs)));
        seed.ifPresent(value -> add(arguments, "--seed", Long.toUnsignedString(value)));
        add(arguments, "--time-limit", Long.toString(Math.max(1, timeLimit.toSeconds())));
        add(arguments, "--hang-limit", Long.toString(Math.max(1, hangLimit.toSeconds())));
        if (keepGoing) {
            arguments.add("--keep-going");
        }
        if (trace) {
            arguments.add("--trace");
        }
        benchmark.ifPresent(time -> add(arguments, "--benchmark", Long.toString(Math.max(1, time.toSeconds()))));
        return arguments;
    }

    private static void add(List<String> arguments, String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }
}
