package dev.perstream.harness.simulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: its work is in its commands. */
@Command(
        name = "simulate",
        description = "Runs a Windows file-system filter driver on a simulated kernel and says what is wrong with it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing found",
            "1:there are findings",
            "2:the input cannot be used: arguments, scenario, driver sources, no compiler",
            "3:a defect of the simulator",
            "4:the driver calls routines that the simulator does not have"
        })
final class SimulateCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: run, rules or reference");
    }
}
