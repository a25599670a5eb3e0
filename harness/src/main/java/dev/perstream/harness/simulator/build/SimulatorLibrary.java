package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.build.Compilation.Compiled;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.toolchain.Digest;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The compiled simulator: a library that drivers are linked against, and a program that runs them.
 *
 * @param folder where it is
 */
public record SimulatorLibrary(Path folder) {

    private static final String LIBRARY = "libperstream-sim.so";
    private static final String RUNNER = "perstream-sim";
    private static final String SOURCES = "source";
    private static final String MAIN = "main.c";
    /** Sends the calls of code that checks itself to the simulator. */
    private static final String LINKER_OPTIONS = "core/undefined.options";

    /** What its folders are called in the cache. */
    private static final String KIND = "simulator";

    /** Sends the checks of a driver's accesses to the simulator. */
    private static final String ACCESS_OPTIONS = "core/race.options";

    private static final int ERROR_LINES = 40;

    /** Finds it in the cache, or compiles it. */
    public static Attempt<SimulatorLibrary> get(Toolchain toolchain, SimulatorSources sources) {
        return toolchain
                .cache()
                .get(KIND, name(toolchain, sources), (folder, place) -> build(toolchain, sources, folder, place))
                .map(SimulatorLibrary::new);
    }

    /** Whether it is in the cache, so that nothing needs to be compiled. */
    public static boolean isBuilt(Toolchain toolchain, SimulatorSources sources) {
        return toolchain.cache().has(KIND, name(toolchain, sources));
    }

    private static String name(Toolchain toolchain, SimulatorSources sources) {
        var digest = new Digest()
                .add(toolchain.compiler().identity())
                .add(CompilerOptions.ofSimulator(toolchain))
                .add(toolchain.sanitizers().linkOptions(toolchain.compiler()));
        sources.addTo(digest);
        return digest.hex();
    }

    /** The shared library that drivers are linked with. */
    public Path library() {
        return folder.resolve(LIBRARY);
    }

    /** The program that loads drivers and runs scenarios. */
    public Path runner() {
        return folder.resolve(RUNNER);
    }

    /** The headers for drivers. */
    public Path headers() {
        return sources().resolve("include");
    }

    /** The headers of the C library that drivers may use. */
    public Path runtimeHeaders() {
        return headers().resolve("crt");
    }

    /** The compiled parts of the library, for programs that test them from inside. */
    public List<Path> objects() {
        try (var files = Files.list(folder.resolve(Compilation.OBJECTS))) {
            return files.filter(file -> !file.toString().endsWith("-" + MAIN + ".o"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What everything is linked with. */
    public String linkerOptions() {
        return "-Wl,@" + sources().resolve(LINKER_OPTIONS);
    }

    /** What drivers are linked with besides where their checks of accesses are calls. */
    public String accessOptions() {
        return "-Wl,@" + sources().resolve(ACCESS_OPTIONS);
    }

    /** The C sources. */
    public Path sources() {
        return folder.resolve(SOURCES);
    }

    private static Attempt<Path> build(Toolchain toolchain, SimulatorSources sources, Path folder, Path place) {
        var unfinished = new SimulatorLibrary(folder);
        sources.writeTo(unfinished.sources());
        var paths = sources.files().keySet().stream()
                .filter(name -> name.endsWith(".c"))
                .map(name -> Path.of(SOURCES).resolve(name))
                .toList();
        var options = new ArrayList<>(CompilerOptions.ofSimulator(toolchain));
        options.add("-ffile-prefix-map=" + folder + "=" + place);
        options.addAll(List.of("-I", SOURCES + "/include", "-I", SOURCES + "/core", "-I", SOURCES));
        var compilation = new Compilation(toolchain, folder);
        var compiled = compilation.compile(paths, options);
        var failed = compiled.stream()
                .map(Compiled::run)
                .filter(run -> !run.succeeded())
                .toList();
        if (!failed.isEmpty()) {
            return broken(toolchain, failed);
        }
        return link(toolchain, compilation, unfinished, paths, compiled).map(linked -> place);
    }

    private static Attempt<Path> link(
            Toolchain toolchain,
            Compilation compilation,
            SimulatorLibrary unfinished,
            List<Path> sources,
            List<Compiled> compiled) {
        var ofRunner = new ArrayList<Path>();
        var ofLibrary = new ArrayList<Path>();
        for (var i = 0; i < sources.size(); i++) {
            var isRunner = sources.get(i).endsWith(MAIN);
            (isRunner ? ofRunner : ofLibrary).add(compiled.get(i).object());
        }
        var library = compilation.link(
                unfinished.library(),
                ofLibrary,
                List.of(
                        "-shared",
                        "-Wl,-soname," + LIBRARY,
                        "-Wl,-z,now",
                        "-Wl,-Bsymbolic-functions",
                        unfinished.linkerOptions(),
                        "-ldl",
                        "-lm"));
        if (!library.succeeded()) {
            return broken(toolchain, List.of(library));
        }
        var runner = compilation.link(
                unfinished.runner(),
                ofRunner,
                List.of(
                        unfinished.library().toString(),
                        "-rdynamic",
                        unfinished.linkerOptions(),
                        "-Wl,-rpath,$ORIGIN",
                        "-Wl,-z,now",
                        "-ldl",
                        "-lm"));
        return runner.succeeded() ? Attempt.done(unfinished.folder()) : broken(toolchain, List.of(runner));
    }

    private static <T> Attempt<T> broken(Toolchain toolchain, List<Finished> failed) {
        var lines = failed.stream()
                .flatMap(run -> told(run).stream())
                .limit(ERROR_LINES)
                .collect(Collectors.toList());
        return Attempt.refused(new Problem(
                Problem.Kind.SIMULATOR,
                "the simulator cannot be built with " + toolchain.compiler().version() + ":",
                lines));
    }

    private static List<String> told(Finished run) {
        var errors = CompilerMessages.errors(run.errors());
        return errors.isEmpty() ? run.errors().lines().toList() : errors;
    }
}
