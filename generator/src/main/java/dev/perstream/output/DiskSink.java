package dev.perstream.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps files on disk. A file is touched only if its content changes; what was deleted or edited returns; what a former
 * run wrote and this one does not plan is removed. Everything is checked before the first file is changed.
 */
public final class DiskSink implements Sink {

    private static final String FOLDER = ".perstream";
    private static final String LOCK = "lock";

    private final Fingerprint fingerprint;
    private final Tree plumbing;
    private final Tree scaffolds;

    /**
     * A sink for the runs that fill one folder. Only one may at a time; what one wrote, the next may remove.
     *
     * @param folders where its files go
     * @param fingerprint what they are made from
     */
    public DiskSink(OutputFolders folders, Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
        this.plumbing = new Tree(folders.plumbing());
        this.scaffolds = new Tree(folders.scaffolds());
    }

    /** What a run would change, if that is known to be nothing: the same inputs, and every file as it was left. */
    public Optional<Outcome> current() throws OutputException {
        var folder = plumbing.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            return FolderLock.during(folder.resolve(LOCK), () -> current(read(folder)));
        } catch (IOException e) {
            return Optional.empty(); // the full run will say what is wrong
        }
    }

    private Optional<Outcome> current(State state) throws IOException {
        if (!fingerprint.repeats(state.fingerprint())
                || !isAsLeft(plumbing, state.files())
                || !isAsLeft(scaffolds, state.scaffolds())) {
            return Optional.empty();
        }
        return Optional.of(new Outcome(0, state.files().size(), 0, 0, List.of(), List.of(), List.of()));
    }

    private static boolean isAsLeft(Tree tree, Map<String, String> digests) throws IOException {
        for (var entry : digests.entrySet()) {
            var file = tree.resolve(entry.getKey());
            if (!Tree.isFile(file) || !Digest.of(file).equals(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Outcome accept(List<PlannedFile> files) throws OutputException {
        PlannedPaths.check(files);
        var folder = plumbing.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            // Refuses before even the lock is made, so that a folder of somebody else's stays as it is.
            Changes.between(State.NONE, files, plumbing, scaffolds);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw OutputException.at(plumbing.root(), "cannot be written to", e);
        }
        try {
            return FolderLock.during(folder.resolve(LOCK), () -> write(folder, files));
        } catch (OutputException e) {
            throw e;
        } catch (IOException e) {
            throw OutputException.at(folder, "cannot be written to", e);
        }
    }

    private Outcome write(Path folder, List<PlannedFile> files) throws IOException {
        var former = read(folder);
        var changes = Changes.between(former, files, plumbing, scaffolds);
        var outcome = changes.outcome();
        var next = new State(
                outcome.gaps().isEmpty() && outcome.abandoned().isEmpty() ? fingerprint : Fingerprint.NONE,
                changes.digests(),
                changes.scaffoldDigests());
        if (outcome.changed()) {
            var staging = new Staging(folder.resolve("new"));
            staging.stage(changes.writes());
            save(folder, former.during(next));
            staging.publish();
            changes.writeScaffolds();
            changes.removeStale(plumbing); // last, so that an interrupted run has taken nothing away
        }
        save(folder, next);
        return outcome;
    }

    private static Path stateFile(Path folder) {
        return folder.resolve("state");
    }

    private static State read(Path folder) throws IOException {
        var file = stateFile(folder);
        return Tree.isFile(file) ? State.decode(Files.readAllBytes(file)) : State.NONE;
    }

    private static void save(Path folder, State state) throws IOException {
        var bytes = state.encode();
        var file = stateFile(folder);
        if (!Tree.isFile(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            Staging.replace(file, bytes);
        }
    }
}
