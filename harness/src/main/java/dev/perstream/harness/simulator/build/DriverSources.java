package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources of one driver, as they are: nothing in them is changed, and nothing is written beside them.
 *
 * @param files what is compiled
 * @param includes where headers are looked for, beside the files' own folders
 * @param definitions macros, such as {@code DBG=1}
 * @param windows the release that the headers are set to; absent: the headers' default
 */
public record DriverSources(
        List<Path> files, List<Path> includes, List<String> definitions, Optional<WindowsRelease> windows) {

    public DriverSources {
        files = List.copyOf(files);
        includes = List.copyOf(includes);
        definitions = List.copyOf(definitions);
    }

    /** The given files, and all C files that lie directly in the given folders. */
    public static Attempt<DriverSources> of(List<Path> filesAndFolders) {
        var files = new ArrayList<Path>();
        for (var given : filesAndFolders) {
            var path = given.toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                var found = sourcesIn(path);
                if (found.isEmpty()) {
                    return refused("no C source lies in the folder " + given + hint(path));
                }
                files.addAll(found);
            } else if (!Files.isRegularFile(path)) {
                return refused("there is no file " + given);
            } else if (isSource(path)) {
                files.add(path);
            } else {
                return refused(given + " is no C source; give .c files, or folders with them");
            }
        }
        return files.isEmpty()
                ? refused("no sources are given")
                : Attempt.done(
                        new DriverSources(files.stream().distinct().toList(), List.of(), List.of(), Optional.empty()));
    }

    /** The same with other folders in which headers are looked for; they take the place of those before. */
    public DriverSources withIncludes(List<Path> folders) {
        return new DriverSources(files, folders, definitions, windows);
    }

    /** The same with other macros, each {@code NAME} or {@code NAME=VALUE}; they take the place of those before. */
    public DriverSources withDefinitions(List<String> macros) {
        return new DriverSources(files, includes, macros, windows);
    }

    /** The same with headers that declare what this release of Windows has. */
    public DriverSources withWindows(WindowsRelease release) {
        return new DriverSources(files, includes, definitions, Optional.of(release));
    }

    /** The folders where a quoted header may lie. */
    List<Path> headerFolders() {
        return Stream.concat(files.stream().map(Path::getParent), includes.stream())
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    private static List<Path> sourcesIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(DriverSources::isSource)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the sources may be instead. */
    private static String hint(Path folder) {
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !sourcesIn(child).isEmpty())
                    .sorted()
                    .findFirst()
                    .map(child -> ", but in " + child)
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".c");
    }

    private static Attempt<DriverSources> refused(String message) {
        return Attempt.refused(new Problem(Problem.Kind.INPUT, message));
    }
}
