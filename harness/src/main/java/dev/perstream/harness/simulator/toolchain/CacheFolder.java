package dev.perstream.harness.simulator.toolchain;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Folders that are built once and used by several processes, each under a name that says all that it depends on.
 *
 * @param root where they are
 */
public record CacheFolder(Path root) {

    private static final Duration KEPT_UNUSED = Duration.ofDays(30);

    /** Whether the folder of a name has been built. */
    public boolean has(String kind, String name) {
        return Files.isDirectory(root.toAbsolutePath().resolve(kind).resolve(name));
    }

    /**
     * The folder of a name, built if it is not there yet.
     *
     * @param kind what sort of folder it is
     * @param name of all that it depends on
     * @param build fills a folder, the first argument, which is then moved to its place, the second
     */
    public Attempt<Path> get(String kind, String name, BiFunction<Path, Path, Attempt<Path>> build) {
        var all = root.toAbsolutePath().resolve(kind);
        var folder = all.resolve(name);
        if (Files.isDirectory(folder)) {
            touch(folder);
            return Attempt.done(folder);
        }
        return unfinished(all).then(unfinished -> {
            try {
                return build.apply(unfinished, folder).map(built -> publish(unfinished, folder));
            } finally {
                Folders.delete(unfinished);
            }
        });
    }

    private Attempt<Path> unfinished(Path kind) {
        try {
            Files.createDirectories(kind);
            forgetUnused(kind);
            return Attempt.done(Files.createTempDirectory(kind, ".unfinished-"));
        } catch (IOException e) {
            return Attempt.refused(new Problem(
                    Problem.Kind.INPUT,
                    "nothing can be kept in the cache folder " + root + "; PERSTREAM_CACHE or --cache names another: "
                            + e));
        }
    }

    /** Another process may have been faster: then its folder is as good as ours. */
    private static Path publish(Path unfinished, Path folder) {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw new UncheckedIOException(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void forgetUnused(Path kind) throws IOException {
        var oldest = FileTime.from(Instant.now().minus(KEPT_UNUSED));
        try (var folders = Files.newDirectoryStream(kind)) {
            for (var folder : folders) {
                if (Files.exists(folder) && Files.getLastModifiedTime(folder).compareTo(oldest) < 0) {
                    Folders.delete(folder);
                }
            }
        }
    }

    private static void touch(Path folder) {
        try {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // A folder that may only be read is used as it is.
            return;
        }
    }
}
