package dev.perstream.harness.simulator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes the folders and C files that follow one {@code --driver} as one driver. */
final class DriverArguments implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's interface
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        var paths = new ArrayList<Path>();
        while (!arguments.isEmpty() && (paths.isEmpty() || isOfADriver(arguments.peek()))) {
            paths.add(Path.of(arguments.pop()));
        }
        if (paths.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--driver needs the driver's folder or its C files");
        }
        List<List<Path>> drivers = option.getValue();
        drivers.add(List.copyOf(paths));
    }

    private static boolean isOfADriver(String argument) {
        return !argument.startsWith("-")
                && (argument.toLowerCase(Locale.ROOT).endsWith(".c") || Files.isDirectory(Path.of(argument)));
    }
}
