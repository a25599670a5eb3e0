package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.build.Compilation.Compiled;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Folders;
import dev.perstream.harness.simulator.toolchain.Digest;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compiles drivers for the simulator. What was compiled once is not compiled again.
 *
 * @param library what drivers are linked against
 */
public record DriverBuild(Toolchain toolchain, SimulatorLibrary library) {

    private static final String IMAGE = "driver.so";
    private static final int PLACES = 3;
    private static final String SHARED_VARIABLES = "-fcommon";

    /** Builds a driver. */
    public Attempt<DriverImage> build(DriverSources sources) {
        var scan = IncludeScan.of(sources, systemHeaders());
        var options = options(sources);
        return toolchain
                .cache()
                .get(
                        "driver",
                        name(sources, scan, options),
                        (folder, place) -> build(sources, scan, options, folder).map(built -> place))
                .map(folder -> new DriverImage(folder.resolve(IMAGE)));
    }

    private String name(DriverSources sources, IncludeScan scan, List<String> options) {
        var digest = new Digest()
                .add(library.folder().toString())
                .add(options)
                .add(linkOptions())
                .add(sources.files().stream().map(Path::toString).toList());
        for (var file : scan.files()) {
            digest.add(file.toString()).add(bytes(file));
        }
        scan.renamed().forEach((name, file) -> digest.add(name).add(file.toString()));
        return digest.hex();
    }

    private Attempt<Path> build(DriverSources sources, IncludeScan scan, List<String> options, Path folder) {
        var all = new ArrayList<>(options);
        all.addAll(
                1, List.of("-I", ForwardingHeaders.write(folder, scan.renamed()).toString()));
        var compilation = new Compilation(toolchain, folder);
        var compiled = compilation.compile(sources.files(), all);
        var failed = compiled.stream().filter(one -> !one.run().succeeded()).toList();
        if (!failed.isEmpty()) {
            return doesNotCompile(failed);
        }
        var linked = compilation.link(
                folder.resolve(IMAGE), compiled.stream().map(Compiled::object).toList(), linkOptions());
        if (LinkerMessages.tellsOfSeveralDefinitions(linked.errors()) && !options.contains(SHARED_VARIABLES)) {
            // Microsoft's linker takes a variable that several files define without a value as one; without the
            // option, which costs the guard around such variables, compilers here do not.
            return build(sources, scan, with(options, SHARED_VARIABLES), folder);
        }
        var undeclared = CompilerMessages.undeclared(messages(compiled));
        if (!linked.succeeded()) {
            var missing = LinkerMessages.undefined(linked.errors());
            return missing.isEmpty() ? doesNotLink(linked.errors()) : lacks(missing, undeclared);
        }
        if (!undeclared.isEmpty()) {
            return calledWithoutDeclaration(undeclared);
        }
        var foreign = ForeignRoutines.of(folder.resolve(IMAGE), library.headers());
        if (!foreign.isEmpty()) {
            return lacks(callers(foreign, compilation, compiled), undeclared);
        }
        Folders.delete(folder.resolve(Compilation.OBJECTS));
        return Attempt.done(folder);
    }

    /** Where the driver calls routines, which the linker only tells of those that it does not find: they get other names. */
    private SortedMap<String, SortedSet<String>> callers(
            SortedSet<String> routines, Compilation compilation, List<Compiled> compiled) {
        var options = linkOptions();
        for (var routine : routines) {
            options = with(options, "-Wl,--wrap=" + routine);
        }
        var linked = compilation.link(
                compilation.folder().resolve(IMAGE),
                compiled.stream().map(Compiled::object).toList(),
                options);
        var found = LinkerMessages.undefined(linked.errors());
        var callers = new TreeMap<String, SortedSet<String>>();
        for (var routine : routines) {
            callers.put(routine, found.getOrDefault("__wrap_" + routine, new TreeSet<>()));
        }
        return callers;
    }

    private static List<String> with(List<String> options, String another) {
        var all = new ArrayList<>(options);
        all.add(another);
        return List.copyOf(all);
    }

    private List<Path> systemHeaders() {
        return List.of(
                library.headers(),
                library.runtimeHeaders(),
                toolchain.compiler().headers());
    }

    private List<String> options(DriverSources sources) {
        var options = new ArrayList<String>();
        options.addAll(CompilerOptions.ofDriver(toolchain));
        sources.headerFolders().forEach(folder -> options.addAll(List.of("-I", folder.toString())));
        systemHeaders().forEach(folder -> options.addAll(List.of("-isystem", folder.toString())));
        sources.windows().ifPresent(release -> release.definitions().forEach(macro -> options.add("-D" + macro)));
        sources.definitions().forEach(macro -> options.add("-D" + macro));
        return List.copyOf(options);
    }

    private List<String> linkOptions() {
        var options = new ArrayList<>(List.of(
                "-shared",
                library.library().toString(),
                library.linkerOptions(),
                "-Wl,-z,defs",
                "-Wl,-z,relro",
                "-Wl,-z,now"));
        if (toolchain.sanitizers().address()) {
            options.add(library.accessOptions());
        }
        return List.copyOf(options);
    }

    private static String messages(List<Compiled> compiled) {
        return compiled.stream()
                .map(one -> one.run().errors() + one.run().output())
                .collect(Collectors.joining("\n"));
    }

    private Attempt<Path> doesNotCompile(List<Compiled> failed) {
        var text = messages(failed);
        var errors = CompilerMessages.errors(text);
        return Attempt.refused(new Problem(
                Problem.Kind.COMPILATION,
                "the driver does not compile (" + toolchain.compiler().version() + "):",
                errors.isEmpty() ? text.lines().toList() : errors));
    }

    private static Attempt<Path> doesNotLink(String errors) {
        return Attempt.refused(new Problem(
                Problem.Kind.COMPILATION,
                "the driver does not link:",
                errors.lines().toList()));
    }

    private static Attempt<Path> calledWithoutDeclaration(SortedMap<String, SortedSet<String>> undeclared) {
        return Attempt.refused(new Problem(
                Problem.Kind.COMPILATION,
                "the driver calls routines that none of the headers declares which it includes:",
                lines(undeclared)));
    }

    private static Attempt<Path> lacks(
            SortedMap<String, SortedSet<String>> missing, SortedMap<String, SortedSet<String>> undeclared) {
        missing.forEach(
                (name, places) -> places.addAll(withoutColumns(undeclared.getOrDefault(name, new TreeSet<>()))));
        return Attempt.refused(new Problem(
                Problem.Kind.MISSING_ROUTINES,
                missing.size() == 1
                        ? "the simulator does not have " + missing.firstKey() + ", which the driver calls:"
                        : "the simulator does not have " + missing.size() + " routines that the driver calls:",
                lines(missing)));
    }

    private static List<String> withoutColumns(SortedSet<String> places) {
        return places.stream()
                .map(place -> place.replaceFirst("(:\\d+):\\d+$", "$1"))
                .toList();
    }

    private static List<String> lines(Map<String, SortedSet<String>> routines) {
        return routines.entrySet().stream()
                .map(routine ->
                        routine.getKey() + (routine.getValue().isEmpty() ? "" : "  at " + places(routine.getValue())))
                .toList();
    }

    private static String places(SortedSet<String> places) {
        var shown = places.stream().limit(PLACES).collect(Collectors.joining(", "));
        return places.size() > PLACES ? shown + " and " + (places.size() - PLACES) + " more places" : shown;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
