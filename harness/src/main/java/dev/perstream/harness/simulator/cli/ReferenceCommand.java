package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Attempt.Done;
import dev.perstream.harness.simulator.problem.Attempt.Refused;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the reference of the scenario language. */
@Command(
        name = "reference",
        description = "Prints the declarations and steps of scenarios.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class ReferenceCommand implements Callable<Integer> {

    private final Console console;

    ReferenceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var environment = console.environment();
        Attempt<String> reference = Toolchain.find(
                        environment.searchPath(), environment.cache(), Optional.empty(), true)
                .then(Simulator::of)
                .map(Simulator::reference);
        if (reference instanceof Done<String> done) {
            console.out().print(done.value());
            return ExitCode.CLEAN;
        }
        var problem = ((Refused<String>) reference).problem();
        console.tell(problem.text());
        return problem.kind().exitCode();
    }
}
