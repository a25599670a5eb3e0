package dev.perstream.harness.simulator.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where programs are looked for.
 *
 * @param folders in order
 */
public record SearchPath(List<Path> folders) {

    public SearchPath {
        folders = List.copyOf(folders);
    }

    /** The folders of a {@code PATH} variable. */
    public static SearchPath of(String path) {
        return new SearchPath(Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** The program of a name or a path. */
    public Optional<Path> find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program).toAbsolutePath()).filter(SearchPath::isProgram);
        }
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(SearchPath::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
