package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import java.util.Optional;
import java.util.function.Function;

/** The steps on volumes and transactions. */
final class SystemSteps {

    private final Volumes volumes;
    private final Named named;
    private final IoManager io;
    private final FileRequests requests;
    private final RequestFilter filter;

    SystemSteps(Volumes volumes, Named named, IoManager io, FileRequests requests, RequestFilter filter) {
        this.volumes = volumes;
        this.named = named;
        this.io = io;
        this.requests = requests;
        this.filter = filter;
    }

    /** Carries out a step of this kind; empty for those on the filter. */
    Optional<StepResult> perform(SystemStep step) {
        if (step instanceof SystemStep.Mount mount) {
            return onVolume(mount.volume(), this::mount);
        }
        if (step instanceof SystemStep.Dismount dismount) {
            return onVolume(dismount.volume(), volume -> dismount(volume, dismount.lock()));
        }
        if (step instanceof SystemStep.Purge purge) {
            return onVolume(purge.volume(), this::purge);
        }
        if (step instanceof SystemStep.BeginTransaction begin) {
            named.begun(begin.name(), new KernelTransaction());
            return Optional.of(StepResult.of(NtStatus.SUCCESS));
        }
        if (step instanceof SystemStep.Commit commit) {
            return Optional.of(end(commit.name(), true));
        }
        if (step instanceof SystemStep.Rollback rollback) {
            return Optional.of(end(rollback.name(), false));
        }
        return Optional.empty();
    }

    private Optional<StepResult> onVolume(char letter, Function<Volume, NtStatus> action) {
        var volume = volumes.of(letter)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no volume " + letter + ": in the declarations"));
        return Optional.of(StepResult.of(action.apply(volume)));
    }

    /** Mounts a volume that is not mounted. A redirector always is. */
    private NtStatus mount(Volume volume) {
        io.mount(volume);
        return NtStatus.SUCCESS;
    }

    /** Opens the volume, dismounts it, perhaps under a lock, and closes it again. */
    private NtStatus dismount(Volume volume, boolean lock) {
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
    }

    /** Memory and cache manager let go of what they kept. */
    private NtStatus purge(Volume volume) {
        volume.mount().ifPresent(io::purge);
        return NtStatus.SUCCESS;
    }

    private StepResult end(String name, boolean commits) {
        var transaction = named.transactions.get(name);
        if (transaction == null) {
            return StepResult.SKIPPED;
        }
        return switch (transaction.state) {
            case COMMITTED -> StepResult.of(Status.TRANSACTION_ALREADY_COMMITTED);
            case ROLLED_BACK -> StepResult.of(Status.TRANSACTION_ALREADY_ABORTED);
            case ACTIVE -> {
                transaction.end(filter, commits);
                yield StepResult.of(NtStatus.SUCCESS);
            }
        };
    }
}
