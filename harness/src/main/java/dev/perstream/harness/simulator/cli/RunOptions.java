package dev.perstream.harness.simulator.cli;

import dev.perstream.harness.simulator.toolchain.CompilerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code run}. */
final class RunOptions {

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "The file that says what is mounted, opened and done.")
    Path scenario = Path.of("");

    @Option(
            names = "--driver",
            required = true,
            arity = "1",
            paramLabel = "DIR|FILE...",
            parameterConsumer = DriverArguments.class,
            description = "The driver's C files, or folders in which they lie. Once for each driver, in the scenario's"
                    + " order.")
    List<List<Path>> drivers = new ArrayList<>();

    @Option(names = "--include", paramLabel = "DIR", description = "A folder of the driver's headers.")
    List<Path> includes = new ArrayList<>();

    @Option(names = "--define", paramLabel = "NAME[=VALUE]", description = "A macro for the driver's sources.")
    List<String> definitions = new ArrayList<>();

    @Option(
            names = "--windows",
            paramLabel = "VERSION",
            description = "The Windows that the headers are set to, such as 10.0.19041. Default: the scenario's.")
    Optional<String> windows = Optional.empty();

    @Option(
            names = "--compiler",
            paramLabel = "gcc|clang",
            description = "The compiler. Default: the first of these that is installed.")
    Optional<CompilerKind> compiler = Optional.empty();

    @Option(
            names = "--no-sanitizers",
            description = "Build without AddressSanitizer and UndefinedBehaviorSanitizer: faster, and finds less.")
    boolean noSanitizers;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where what was compiled is kept. Default: $PERSTREAM_CACHE, else the user's cache folder.")
    Optional<Path> cache = Optional.empty();

    @Option(names = "--replay", paramLabel = "TOKEN", description = "Repeats the one run that a finding tells of.")
    Optional<String> replay = Optional.empty();

    @Option(
            names = "--preemptions",
            paramLabel = "N",
            description = "How often a run may be preempted, instead of what the scenario says.")
    Optional<Integer> preemptions = Optional.empty();

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "How many calls of a run may fail, instead of what the scenario says.")
    Optional<Integer> faults = Optional.empty();

    @Option(
            names = "--random",
            paramLabel = "RUNS",
            description = "Tries that many runs at random instead of all within the bounds.")
    Optional<Long> randomRuns = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "Of the random runs: the same seed, the same runs.")
    Optional<Long> seed = Optional.empty();

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "How long the runs may take together. Default: ${DEFAULT-VALUE}.")
    long timeLimit = 300;

    @Option(
            names = "--hang-limit",
            paramLabel = "SECONDS",
            description = "How long one run may take. Default: ${DEFAULT-VALUE}.")
    long hangLimit = 10;

    @Option(names = "--keep-going", description = "Goes on after the first finding.")
    boolean keepGoing;

    @Option(
            names = "--list-routines",
            description = "Lists in the text report which routines the driver called, and which were made to fail.")
    boolean listRoutines;

    @Option(names = "--trace", description = "Tells the course of the run even if nothing is found, without exploring.")
    boolean trace;

    @Option(
            names = "--benchmark",
            paramLabel = "SECONDS",
            description = "Measures for so long how many runs there are in a second, and says where the time goes. With"
                    + " --no-sanitizers the figures are the simulator's own.")
    Optional<Long> benchmark = Optional.empty();

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    List<OutputOptions> outputs = new ArrayList<>();
}
