package dev.perstream.output;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes files beside the tree first, and moves each to its place when all of them are complete, so that a reader sees
 * an old or a new file and a full disk leaves the tree as it was.
 */
final class Staging {

    private final Path folder;
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    Staging(Path folder) {
        this.folder = folder;
    }

    /** Writes the contents by target beside the tree. */
    void stage(Map<Path, byte[]> contents) throws OutputException {
        try {
            clear();
            Files.createDirectories(folder);
            for (var entry : contents.entrySet()) {
                var file = folder.resolve(Integer.toString(staged.size()));
                Files.write(file, entry.getValue());
                staged.put(file, entry.getKey());
            }
        } catch (IOException e) {
            throw OutputException.at(folder, "cannot be written to, and nothing was changed", e);
        }
    }

    /** Moves what was written to its place. */
    void publish() throws OutputException {
        for (var entry : staged.entrySet()) {
            try {
                Files.createDirectories(entry.getValue().getParent());
                move(entry.getKey(), entry.getValue());
            } catch (IOException e) {
                throw OutputException.at(entry.getValue(), "cannot be written", e);
            }
        }
        try {
            clear();
        } catch (IOException e) {
            throw OutputException.at(folder, "cannot be removed", e);
        }
    }

    /** Replaces one file in one step. */
    static void replace(Path file, byte[] content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        move(fresh, file);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var left = Files.list(folder)) {
            for (var file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
