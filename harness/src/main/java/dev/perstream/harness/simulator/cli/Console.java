package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.toolchain.Environment;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where the program runs.
 *
 * @param out what was asked for
 * @param errors problems and progress
 * @param environment of the process
 * @param command what the user calls the program by
 * @param version of the program
 */
record Console(PrintWriter out, PrintWriter errors, Environment environment, String command, String version) {

    static Console of(PrintWriter out, PrintWriter errors, Environment environment, String command) {
        var version = Optional.ofNullable(Console.class.getPackage().getImplementationVersion());
        return new Console(out, errors, environment, command, version.orElse("0"));
    }

    void tell(String text) {
        errors.println("simulate: " + text);
        errors.flush();
    }
}
