package dev.perstream.maven.build;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds programs.
 *
 * @param folders where to look, in order
 */
public record Programs(List<Path> folders) {

    public Programs {
        folders = List.copyOf(folders);
    }

    /** The programs of a {@code PATH} variable. */
    public static Programs of(String path) {
        return new Programs(Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
    }

    boolean has(String program) {
        return folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }
}
