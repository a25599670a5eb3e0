package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.Simulator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the rules. */
@Command(
        name = "rules",
        description = "Lists the rules that are checked.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class RulesCommand implements Callable<Integer> {

    private final Console console;

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (var rule : Simulator.rules().all()) {
            console.out().println(String.format(Locale.ROOT, "%-12s %s", rule.id(), rule.title()));
        }
        return ExitCode.CLEAN;
    }
}
