package dev.perstream.harness.simulator.cli;

import com.google.gson.Gson;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** How the command line is called from where it need not be on the path. */
public final class SimulateProgram {

    private static final String JAR = ".jar";
    private static final String PACKED = "-simulate.jar";

    private SimulateProgram() {}

    /**
     * The beginning of a command for a shell: {@code java} with the jar that runs by itself where that lies beside this
     * class's, or else with what this process has found the classes in.
     */
    public static String ofThisClassPath() {
        var own = place(Main.class);
        var name = own.toString();
        var packed = Path.of(name.endsWith(JAR) ? name.substring(0, name.length() - JAR.length()) + PACKED : name);
        if (Files.isRegularFile(packed)) {
            return "java -jar " + ReplayCommand.quoted(packed.toString());
        }
        var places = Stream.of(own, place(CommandLine.class), place(Gson.class))
                .distinct()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return "java -cp " + ReplayCommand.quoted(places) + " " + Main.class.getName();
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " lies where no path leads", e);
        }
    }
}
