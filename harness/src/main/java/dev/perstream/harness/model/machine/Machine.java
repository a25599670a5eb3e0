package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Volumes and what is open on them: carries out the steps that are requests to file systems. */
public final class Machine {

    private final RequestFilter filter;
    private final IoManager io;
    private final FileRequests requests;
    private final FileSteps fileSteps = new FileSteps(this);
    private final Map<Character, Volume> volumes = new TreeMap<>();
    private final Map<String, OpenFile> files = new TreeMap<>();
    private final Map<String, OpenFile> held = new TreeMap<>();
    private final Map<String, KernelTransaction> transactions = new TreeMap<>();

    /** A machine on which nothing has happened yet. */
    public Machine(Declarations declarations, RequestFilter filter, Clock clock) {
        this.filter = filter;
        this.io = new IoManager(filter);
        this.requests = new FileRequests(io, filter);
        var disks = 0;
        for (var declaration : declarations.volumes()) {
            var isRemote = Traits.of(declaration.fileSystem()).remote();
            var volume = new Volume(declaration, isRemote ? 0 : ++disks, clock);
            volumes.put(volume.letter, volume);
            if (isRemote) {
                volume.mount = new Mount(volume);
            }
        }
    }

    /** All volumes by their letters. */
    public Collection<Volume> volumes() {
        return Collections.unmodifiableCollection(volumes.values());
    }

    /** The volume of a letter. */
    public Optional<Volume> volume(char letter) {
        return Optional.ofNullable(volumes.get(letter));
    }

    /** What is open, by name. */
    public Map<String, OpenFile> files() {
        return Collections.unmodifiableMap(files);
    }

    /** What is held, by name. */
    public Map<String, OpenFile> held() {
        return Collections.unmodifiableMap(held);
    }

    /** Transactions whose handles are open, by name. */
    public Map<String, KernelTransaction> transactions() {
        return Collections.unmodifiableMap(transactions);
    }

    /** Carries out a step on files, volumes or transactions; empty for those on the filter. */
    public Optional<StepResult> perform(Step step) {
        return fileSteps.perform(step).or(() -> performOpening(step)).or(() -> performSystem(step));
    }

    private Optional<StepResult> performOpening(Step step) {
        if (step instanceof OpeningStep.Open open) {
            return Optional.of(open(open));
        }
        if (step instanceof OpeningStep.QueryOpen query) {
            return Optional.of(queryOpen(query.path()));
        }
        if (step instanceof OpeningStep.Close close) {
            return Optional.of(close(close.name()));
        }
        if (step instanceof OpeningStep.Hold hold) {
            return Optional.of(hold(hold.name()));
        }
        if (step instanceof OpeningStep.Release release) {
            return Optional.of(release(release.name()));
        }
        if (step instanceof OpeningStep.StreamFile stream) {
            return Optional.of(streamFile(stream.name(), stream.of()));
        }
        return Optional.empty();
    }

    private Optional<StepResult> performSystem(Step step) {
        if (step instanceof SystemStep.Mount mount) {
            return Optional.of(mount(mount.volume()));
        }
        if (step instanceof SystemStep.Dismount dismount) {
            return Optional.of(dismount(dismount.volume(), dismount.lock()));
        }
        if (step instanceof SystemStep.Purge purge) {
            return Optional.of(purge(purge.volume()));
        }
        if (step instanceof SystemStep.BeginTransaction begin) {
            return Optional.of(begin(begin.name()));
        }
        if (step instanceof SystemStep.Commit commit) {
            return Optional.of(end(commit.name(), true));
        }
        if (step instanceof SystemStep.Rollback rollback) {
            return Optional.of(end(rollback.name(), false));
        }
        return Optional.empty();
    }

    // --- Opening and closing

    /** Opens what a step names; a name that was in use loses what it stood for. */
    private StepResult open(OpeningStep.Open step) {
        var transaction = step.transaction().map(transactions::get);
        if (step.transaction().isPresent() && transaction.isEmpty()) {
            return StepResult.SKIPPED;
        }
        var volume = volumeOf(step.path());
        if (volume == null) {
            return StepResult.of(NtStatus.OBJECT_PATH_NOT_FOUND);
        }
        var opened = io.open(volume, within(volume, step.path()), OpenOptions.request(step, transaction));
        if (opened.file() != null) {
            transactions.remove(step.name());
            files.put(step.name(), opened.file());
        }
        return StepResult.of(opened.status());
    }

    private @Nullable Volume volumeOf(String path) {
        var hasLetter = path.length() >= 2 && path.charAt(1) == ':' && (path.length() == 2 || path.charAt(2) == '\\');
        return hasLetter ? volumes.get(Character.toUpperCase(path.charAt(0))) : null;
    }

    /** A drive that is a share begins in the share's folder. */
    private static String within(Volume volume, String path) {
        return path.length() == 2 && volume.traits.remote() ? "\\" : path.substring(2);
    }

    /** Asks for attributes by path, with an open where it cannot be done without. */
    private StepResult queryOpen(String path) {
        var volume = volumeOf(path);
        if (volume == null) {
            return StepResult.of(NtStatus.OBJECT_PATH_NOT_FOUND);
        }
        var mount = io.mount(volume);
        var rest = within(volume, path);
        if (rest.isEmpty()) {
            return StepResult.of(NtStatus.INVALID_DEVICE_REQUEST); // the disk itself, which no file system hears of
        }
        if (volume.traits.queryOpen() && filter.allowsQueryOpen(mount) && exists(volume, rest)) {
            return StepResult.of(NtStatus.SUCCESS);
        }
        var opened = io.open(volume, rest, OpenOptions.QUERY);
        var file = opened.file();
        if (file == null) {
            return StepResult.of(opened.status());
        }
        var status = requests.query(file, InformationKind.NETWORK_OPEN);
        io.closeHandle(file);
        return StepResult.of(status);
    }

    private static boolean exists(Volume volume, String path) {
        var place = Place.find(volume, path);
        var isGoing = place.link != null && place.link.deletePending;
        return place.status.isSuccess() && place.stream != null && !isGoing;
    }

    /** Closes a handle; or a transaction's, which rolls it back. */
    private StepResult close(String name) {
        var file = files.remove(name);
        if (file != null) {
            io.closeHandle(file);
            return StepResult.of(NtStatus.SUCCESS);
        }
        var transaction = transactions.remove(name);
        if (transaction == null) {
            return StepResult.SKIPPED;
        }
        if (transaction.isActive()) {
            end(transaction, false);
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** References a file object. */
    private StepResult hold(String name) {
        var file = files.get(name);
        if (file == null || held.containsKey(name)) {
            return StepResult.SKIPPED;
        }
        file.references++;
        held.put(name, file);
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** Takes a reference back. */
    private StepResult release(String name) {
        var file = held.remove(name);
        if (file == null) {
            return StepResult.SKIPPED;
        }
        io.dereference(file);
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** The file system opens a file object of its own. */
    private StepResult streamFile(String name, String of) {
        var file = files.get(of);
        if (file == null) {
            return StepResult.SKIPPED;
        }
        files.put(name, io.openStreamFile(file));
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** Makes requests on what is open under a name. */
    StepResult on(String name, FileSteps.FileAction action) {
        var file = files.get(name);
        if (file == null) {
            return StepResult.SKIPPED;
        }
        return StepResult.of(action.apply(requests, file));
    }

    /** Opens the folder of a rename's target, does what is to be done in it, and closes it. */
    NtStatus withFolder(OpenFile file, String path, Function<@Nullable OpenFile, NtStatus> action) {
        var volume = file.control.mount.volume;
        var isDrive = path.length() > 2 && path.charAt(1) == ':';
        if (!isDrive && !path.startsWith("\\")) {
            return action.apply(null);
        }
        var target = isDrive ? volumeOf(path) : volume;
        if (target != null && target != volume) {
            return Status.NOT_SAME_DEVICE;
        }
        var inside = !isDrive ? path : target == null ? "\\??\\" + path : path.substring(2);
        var opened = io.open(volume, inside, OpenOptions.targetDirectory(file));
        var folder = opened.file();
        if (folder == null) {
            return opened.status();
        }
        var status = action.apply(folder);
        io.closeHandle(folder);
        return status;
    }

    // --- Volumes and transactions

    /** Mounts a volume that is not mounted. A redirector always is. */
    private StepResult mount(char letter) {
        return onVolume(letter, volume -> {
            io.mount(volume);
            return NtStatus.SUCCESS;
        });
    }

    /** Opens the volume, dismounts it, perhaps under a lock, and closes it again. */
    private StepResult dismount(char letter, boolean lock) {
        return onVolume(letter, volume -> {
            if (volume.traits.remote()) {
                return NtStatus.NOT_SUPPORTED;
            }
            var opened = io.open(volume, "", OpenOptions.DISMOUNT);
            var file = opened.file();
            if (file == null) {
                return opened.status();
            }
            var status = lock ? requests.control(file, Controlling.LOCK_VOLUME) : NtStatus.SUCCESS;
            if (status.isSuccess()) {
                status = requests.control(file, Controlling.DISMOUNT_VOLUME);
            }
            io.closeHandle(file);
            return status;
        });
    }

    /** Memory and cache manager let go of what they kept. */
    private StepResult purge(char letter) {
        return onVolume(letter, volume -> {
            volume.mount().ifPresent(io::purge);
            return NtStatus.SUCCESS;
        });
    }

    private StepResult onVolume(char letter, Function<Volume, NtStatus> action) {
        var volume = volumes.get(letter);
        if (volume == null) {
            throw new IllegalArgumentException("There is no volume " + letter + ": in the declarations");
        }
        return StepResult.of(action.apply(volume));
    }

    /** Begins a transaction. */
    private StepResult begin(String name) {
        files.remove(name);
        transactions.put(name, new KernelTransaction());
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** Commits a transaction or rolls it back. */
    private StepResult end(String name, boolean commits) {
        var transaction = transactions.get(name);
        if (transaction == null) {
            return StepResult.SKIPPED;
        }
        return switch (transaction.state) {
            case COMMITTED -> StepResult.of(Status.TRANSACTION_ALREADY_COMMITTED);
            case ROLLED_BACK -> StepResult.of(Status.TRANSACTION_ALREADY_ABORTED);
            case ACTIVE -> {
                end(transaction, commits);
                yield StepResult.of(NtStatus.SUCCESS);
            }
        };
    }

    private void end(KernelTransaction transaction, boolean commits) {
        filter.ending(transaction, commits);
        transaction.state = commits ? KernelTransaction.State.COMMITTED : KernelTransaction.State.ROLLED_BACK;
        filter.ended(transaction);
    }

    /** Closes whatever has a name. */
    public void closeEverything() {
        var names = new TreeSet<>(files.keySet());
        names.addAll(transactions.keySet());
        names.addAll(held.keySet());
        for (var name : names) {
            close(name);
            release(name);
        }
    }
}
