package dev.perstream.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must change on disk so that it holds what was planned. Finding out changes nothing. */
final class Changes {

    private final Map<Path, byte[]> writes = new LinkedHashMap<>();
    private final Map<Path, byte[]> scaffoldWrites = new LinkedHashMap<>();
    private final List<Path> stale = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();
    private final List<ScaffoldGap> gaps = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>(); // a linked folder is met once for each file in it
    private final SortedMap<String, String> digests = new TreeMap<>();
    private final SortedMap<String, String> scaffoldDigests = new TreeMap<>();

    private Changes() {}

    /**
     * Compares.
     *
     * @throws OutputException if a planned file cannot take its place; it names all that cannot
     */
    static Changes between(State former, List<PlannedFile> files, Tree plumbing, Tree scaffolds)
            throws OutputException {
        var changes = new Changes();
        for (var file : files) {
            if (file.owner() == Owner.PLUMBING) {
                changes.checked(plumbing, file.path(), target -> changes.plumbing(file, target, former));
            } else {
                changes.checked(scaffolds, file.path(), target -> changes.scaffold(file, target));
            }
        }
        former.files().forEach((path, digest) -> {
            if (!changes.digests.containsKey(path)) {
                changes.checked(plumbing, path, target -> changes.stale(target, digest));
            }
        });
        former.scaffolds().keySet().forEach(path -> {
            if (!changes.scaffoldDigests.containsKey(path)) {
                changes.checked(scaffolds, path, target -> changes.abandoned(path, target));
            }
        });
        if (!changes.problems.isEmpty()) {
            throw OutputException.of(changes.problems);
        }
        return changes;
    }

    @FunctionalInterface
    private interface Step {
        void at(Path target) throws IOException;
    }

    private void checked(Tree tree, String path, Step step) {
        try {
            step.at(tree.resolve(path));
        } catch (OutputException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problems.add(OutputException.at(tree.root().resolve(path), "cannot be read", e)
                    .getMessage());
        }
    }

    private void plumbing(PlannedFile file, Path target, State former) throws IOException {
        var bytes = file.content().getBytes(StandardCharsets.UTF_8);
        digests.put(file.path(), Digest.of(bytes));
        var there = read(target);
        if (there.isPresent() && Arrays.equals(there.get(), bytes)) {
            return;
        }
        if (there.isPresent() && !former.files().containsKey(file.path()) && !isGenerated(there.get())) {
            throw new OutputException(target + ": is not a file that Perstream wrote, and is not overwritten;"
                    + " move it away or choose another output folder");
        }
        checkWritable(target);
        writes.put(target, bytes);
    }

    private void scaffold(PlannedFile file, Path target) throws IOException {
        var there = read(target);
        if (there.isEmpty()) {
            checkWritable(target);
            var bytes = file.content().getBytes(StandardCharsets.UTF_8);
            scaffoldWrites.put(target, bytes);
            scaffoldDigests.put(file.path(), Digest.of(bytes));
            return;
        }
        scaffoldDigests.put(file.path(), Digest.of(there.get()));
        gaps.addAll(
                ScaffoldCheck.gaps(target.toString(), new String(there.get(), StandardCharsets.UTF_8), file.parts()));
    }

    private void stale(Path target, String digest) throws IOException {
        var there = read(target);
        if (there.isEmpty()) {
            return;
        }
        if (isGenerated(there.get()) || Digest.of(there.get()).equals(digest)) {
            checkWritable(target);
            stale.add(target);
        } else {
            kept.add(target.toString());
        }
    }

    /** Stays remembered, so that it is told of until it is gone. */
    private void abandoned(String path, Path target) throws IOException {
        if (Tree.isFile(target)) {
            scaffoldDigests.put(path, Digest.of(target));
            abandoned.add(target.toString());
        }
    }

    private static boolean isGenerated(byte[] bytes) {
        return GeneratedHeader.isIn(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> read(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new OutputException(target + ": is a folder where a file must be; move it away");
        }
        return Tree.isFile(target) ? Optional.of(Files.readAllBytes(target)) : Optional.empty();
    }

    private static void checkWritable(Path target) throws OutputException {
        var folder = Tree.existingFolder(target);
        if (!Files.isWritable(folder)) {
            throw new OutputException(target + ": cannot be written, since the folder " + folder
                    + " is not writable; change its permissions or choose another output folder");
        }
    }

    /** The contents of files to write, by place. */
    Map<Path, byte[]> writes() {
        return writes;
    }

    /** The digests of all planned plumbing files. */
    SortedMap<String, String> digests() {
        return digests;
    }

    /** The digests of the author's files as they are now or will be. */
    SortedMap<String, String> scaffoldDigests() {
        return scaffoldDigests;
    }

    Outcome outcome() {
        return new Outcome(
                writes.size(),
                digests.size() - writes.size(),
                stale.size(),
                scaffoldWrites.size(),
                kept,
                abandoned,
                gaps);
    }

    void removeStale(Tree tree) throws OutputException {
        for (var file : stale) {
            try {
                if (!isPlanned(tree, file)) {
                    tree.remove(file);
                }
            } catch (IOException e) {
                throw OutputException.at(file, "cannot be removed", e);
            }
        }
    }

    /** Whether a planned file has the same name but for the case, where case does not count. */
    private boolean isPlanned(Tree tree, Path file) throws IOException {
        for (var path : digests.keySet()) {
            var planned = tree.resolve(path);
            if (planned.toString().equalsIgnoreCase(file.toString())
                    && Files.exists(planned)
                    && Files.exists(file)
                    && Files.isSameFile(planned, file)) {
                return true;
            }
        }
        return false;
    }

    /** Writes the author's files; one that has appeared meanwhile stays as it is. */
    void writeScaffolds() throws OutputException {
        for (var entry : scaffoldWrites.entrySet()) {
            var file = entry.getKey();
            try {
                Staging.create(file, entry.getValue());
            } catch (FileAlreadyExistsException e) {
                throw new OutputException(
                        file + ": has appeared during the run, and was not overwritten; run again", e);
            } catch (IOException e) {
                throw OutputException.at(file, "cannot be written", e);
            }
        }
    }
}
