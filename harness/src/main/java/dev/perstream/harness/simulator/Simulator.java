package dev.perstream.harness.simulator;

import dev.perstream.harness.simulator.build.DriverBuild;
import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.build.SimulatorLibrary;
import dev.perstream.harness.simulator.build.SimulatorSources;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.Rules;
import dev.perstream.harness.simulator.run.Runner;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.time.Duration;
import java.util.Optional;

/**
 * The kernel simulator, ready to build drivers and to run scenarios against them.
 *
 * <pre>{@code
 * var report = Simulator.ofThisMachine()
 *         .then(simulator -> DriverSources.of(List.of(Path.of("driver")))
 *                 .then(simulator::build)
 *                 .map(driver -> simulator.run(Simulation.of(driver, Path.of("scenario.txt")))))
 *         .orElseThrow();
 * }</pre>
 *
 * <p>It holds no state that changes: one instance serves any number of threads.
 *
 * @param toolchain what it builds with
 * @param library the compiled simulator
 */
public record Simulator(Toolchain toolchain, SimulatorLibrary library) {

    /** The simulator, built with the compiler and the sanitizers that this machine has. */
    public static Attempt<Simulator> ofThisMachine() {
        var environment = Environment.ofThisProcess();
        return Toolchain.find(environment.searchPath(), environment.cache(), Optional.empty(), true)
                .then(Simulator::of);
    }

    /** The simulator that came with this program, built with a toolchain. */
    public static Attempt<Simulator> of(Toolchain toolchain) {
        return SimulatorLibrary.get(toolchain, SimulatorSources.bundled())
                .map(library -> new Simulator(toolchain, library));
    }

    /** Whether {@link #of} finds the simulator compiled; else it takes its time. */
    public static boolean isBuilt(Toolchain toolchain) {
        return SimulatorLibrary.isBuilt(toolchain, SimulatorSources.bundled());
    }

    /** The rules that runs are checked against. */
    public static Rules rules() {
        return Rules.read(SimulatorSources.bundled().files().getOrDefault("core/rules.def", ""));
    }

    /** The reference of the scenario language, in Markdown. */
    public String reference() {
        return Command.of(Duration.ofSeconds(10), library.runner(), "--reference")
                .run()
                .output();
    }

    /** Compiles a driver. Its sources stay as they are, and nothing is written beside them. */
    public Attempt<DriverImage> build(DriverSources sources) {
        return new DriverBuild(toolchain, library).build(sources);
    }

    /** Runs a simulation in a process of its own, whatever the driver does there. */
    public Report run(Simulation simulation) {
        return new Runner(library.runner(), toolchain.addr2line()).run(simulation);
    }
}
