package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Attempt.Done;
import dev.perstream.harness.simulator.problem.Attempt.Refused;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.format.Setting;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.harness.simulator.toolchain.CacheFolder;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a scenario against a driver. */
@Command(
        name = "run",
        description = "Builds a driver, runs a scenario against it and reports what is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var report = run();
        return write(report) ? report.exitCode() : ExitCode.BAD_INPUT;
    }

    private Report run() {
        var scenario = Scenario.read(options.scenario, options.windows);
        var simulated = scenario.then(read -> simulator()
                .then(simulator -> drivers(simulator, read).map(drivers -> simulator.run(simulation(drivers)))));
        if (simulated instanceof Done<Report> done) {
            return done.value();
        }
        return Report.of(((Refused<Report>) simulated).problem());
    }

    private Attempt<Simulator> simulator() {
        var cache = options.cache
                .map(CacheFolder::new)
                .orElseGet(() -> console.environment().cache());
        return Toolchain.find(console.environment().searchPath(), cache, options.compiler, !options.noSanitizers)
                .then(toolchain -> {
                    if (!options.noSanitizers && !toolchain.sanitizers().address()) {
                        console.tell(toolchain.compiler().version() + " builds with "
                                + toolchain.sanitizers().text() + " only, which finds less");
                    }
                    if (!Simulator.isBuilt(toolchain)) {
                        console.tell("compiling the simulator, once: this may take a minute ...");
                    }
                    return Simulator.of(toolchain);
                });
    }

    private Attempt<List<DriverImage>> drivers(Simulator simulator, Scenario scenario) {
        var images = Attempt.done(List.<DriverImage>of());
        for (var files : options.drivers) {
            images = images.then(built -> DriverSources.of(files)
                    .map(sources -> sources.withIncludes(options.includes).withDefinitions(options.definitions))
                    .map(sources -> scenario.windows().map(sources::withWindows).orElse(sources))
                    .then(simulator::build)
                    .map(image -> {
                        var all = new ArrayList<>(built);
                        all.add(image);
                        return List.copyOf(all);
                    }));
        }
        return images;
    }

    private Simulation simulation(List<DriverImage> drivers) {
        return new Simulation(
                drivers,
                options.scenario,
                options.replay,
                options.preemptions.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                options.faults.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                options.randomRuns.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                options.seed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                Duration.ofSeconds(options.timeLimit),
                Duration.ofSeconds(options.hangLimit),
                options.keepGoing,
                options.trace,
                options.benchmark.map(Duration::ofSeconds));
    }

    private boolean write(Report report) {
        var command = new ReplayCommand(
                console.command(), spec.commandLine().getParseResult().originalArgs());
        var setting = new Setting(
                options.scenario.toString(), console.version(), Simulator.rules(), command::with, options.listRoutines);
        var outputs = options.outputs;
        var written = true;
        if (outputs.isEmpty()) {
            written = write(Format.TEXT.writer().write(report, setting), Optional.empty());
        }
        for (var output : outputs) {
            written &= write(output.format.writer().write(report, setting), output.file());
        }
        if (!outputs.isEmpty() && outputs.stream().noneMatch(output -> output.format == Format.TEXT)) {
            report.problem().ifPresent(problem -> console.tell(problem.text()));
        }
        return written;
    }

    private boolean write(String text, Optional<Path> file) {
        if (file.isEmpty()) {
            console.out().print(text);
            console.out().flush();
            return true;
        }
        try {
            var path = file.get().toAbsolutePath();
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.writeString(path, text);
            return true;
        } catch (IOException e) {
            console.tell("the report cannot be written to " + file.get() + "; --output names another file: " + e);
            return false;
        }
    }
}
