package dev.perstream.output;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

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

    /**
     * Creates a file in one step: it is there with its whole content or not at all.
     *
     * @throws FileAlreadyExistsException if there is one; it stays as it is
     */
    static void create(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        var fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            Files.write(fresh, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            linkOrMove(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void linkOrMove(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(fresh, file); // a file system without links; this replaces no file either
        }
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
