package dev.perstream.harness.driver;

import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.cli.ReplayCommand;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.format.Setting;
import dev.perstream.harness.simulator.report.format.TextReport;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.harness.simulator.toolchain.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells of a run that failed: as a scenario that is kept, and as the report that the simulator gives of it.
 *
 * @param driver that was run
 * @param settings where scenarios are kept
 */
record FailedRun(Driver driver, DriverSettings settings) {

    private static final int DIGITS = 12;
    /** Of a run without a choice. As a replay it is recorded at once: a hang is waited for once and not twice. */
    private static final String AS_WRITTEN = "-";

    /**
     * The failure that a live process told of, by running its steps again.
     *
     * @param lines of the scenario
     * @param told the process's last words
     */
    DriverFailedException of(List<String> lines, String told) {
        var scenario = write(lines);
        var report = driver.simulator().run(simulation(scenario).withReplay(AS_WRITTEN));
        if (report.findings().isEmpty()) {
            var problem = report.problem().map(why -> "\n" + why.text()).orElse("");
            var message = told + "\nThe same steps in a new process did not fail: " + scenario + problem;
            return new DriverFailedException(message, report, scenario);
        }
        return of(report, scenario);
    }

    /** The failure that a report tells of. */
    DriverFailedException of(Report report, Path scenario) {
        var setting = new Setting(scenario.toString(), "", Simulator.rules(), token -> command(scenario, token), false);
        return new DriverFailedException(new TextReport().write(report, setting).stripTrailing(), report, scenario);
    }

    /** The failure that the driver's memory tells of, where the simulator finds nothing. */
    DriverFailedException of(ImpossibleContextException mistake, String after, Path scenario, String token) {
        var report = driver.simulator().run(simulation(scenario));
        var message =
                mistake.getMessage() + "\n\n  when\n    after " + after + "\n\n  the scenario that leads to it\n    "
                        + scenario + "\n\n  replay\n    " + command(scenario, token);
        var failure = new DriverFailedException(message, report, scenario);
        failure.initCause(mistake.getCause());
        return failure;
    }

    Simulation simulation(Path scenario) {
        return Simulation.of(driver.image(), scenario)
                .withHangLimit(settings.hangLimit())
                .withTimeLimit(settings.timeLimit());
    }

    /** Keeps a scenario under a name that says what is in it. */
    Path write(List<String> lines) {
        var text = String.join("\n", lines) + "\n";
        var name = String.format(
                Locale.ROOT,
                "%s-%s-%s.scenario",
                driver.definition().name(),
                driver.model().key(),
                new Digest().add(text).hex().substring(0, DIGITS));
        try {
            Files.createDirectories(settings.scenarios());
            return Files.writeString(settings.scenarios().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that repeats a run. */
    String command(Path scenario, String token) {
        var words = new ArrayList<>(List.of("run", scenario.toString(), "--driver"));
        driver.folders().forEach(folder -> words.add(folder.toString()));
        return new ReplayCommand(settings.replayProgram(), words).with(token);
    }
}
