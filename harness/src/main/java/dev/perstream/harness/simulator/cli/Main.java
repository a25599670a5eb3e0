package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.toolchain.Environment;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The entry of the command line. */
public final class Main {

    private Main() {}

    /** Carries out one command and ends the process with the exit code that the manual of the simulator lists. */
    public static void main(String[] arguments) {
        var out = writer(System.out);
        var errors = writer(System.err);
        var exitCode = commandLine(Console.of(out, errors, Environment.ofThisProcess(), ownCommand()))
                .execute(arguments);
        out.flush();
        errors.flush();
        System.exit(exitCode);
    }

    /** The command line on a console. */
    static CommandLine commandLine(Console console) {
        var line = new CommandLine(new SimulateCommand())
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new RulesCommand(console))
                .addSubcommand(new ReferenceCommand(console))
                .setOut(console.out())
                .setErr(console.errors())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setUsageHelpWidth(110);
        line.setExecutionExceptionHandler((exception, command, result) -> {
            console.errors().println("simulate: this is a defect of the program:");
            exception.printStackTrace(console.errors());
            return ExitCode.INTERNAL;
        });
        return line;
    }

    /** Script and jar give what the user typed, so that a replay line can be pasted. */
    private static String ownCommand() {
        return System.getProperty("perstream.command", "simulate");
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new PrintStream(stream, true, StandardCharsets.UTF_8), true, StandardCharsets.UTF_8);
    }
}
