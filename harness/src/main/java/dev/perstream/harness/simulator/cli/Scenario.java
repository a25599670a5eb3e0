package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.build.WindowsRelease;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the build must know of a scenario; the simulator's process reads it in full.
 *
 * @param windows the Windows that it runs
 */
record Scenario(Optional<WindowsRelease> windows) {

    private static final Pattern WINDOWS = Pattern.compile("(?m)^[ \\t]*windows[ \\t]+(\\S+)");

    /**
     * Reads it.
     *
     * @param version goes before the scenario's
     */
    static Attempt<Scenario> read(Path file, Optional<String> version) {
        if (!Files.exists(file)) {
            return refused("there is no scenario " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return refused("the scenario " + file + " is no file that can be read");
        }
        if (version.isPresent()) {
            var release = WindowsRelease.of(version.get());
            return release.isPresent()
                    ? Attempt.done(new Scenario(release))
                    : refused("'" + version.get() + "' is no version of Windows; write it as 10.0.19041 or 6.1");
        }
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            var declaration = WINDOWS.matcher(text);
            return Attempt.done(
                    new Scenario(declaration.find() ? WindowsRelease.of(declaration.group(1)) : Optional.empty()));
        } catch (IOException e) {
            return refused("the scenario " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static Attempt<Scenario> refused(String message) {
        return Attempt.refused(new Problem(Problem.Kind.INPUT, message));
    }
}
