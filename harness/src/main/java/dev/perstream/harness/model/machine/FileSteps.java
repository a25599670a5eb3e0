package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.StepResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps on what is open. */
final class FileSteps {

    private final Volumes volumes;
    private final Named named;
    private final IoManager io;
    private final FileRequests requests;

    FileSteps(Volumes volumes, Named named, IoManager io, FileRequests requests) {
        this.volumes = volumes;
        this.named = named;
        this.io = io;
        this.requests = requests;
    }

    StepResult perform(FileStep step) {
        var file = named.files.get(step.name());
        return file == null ? StepResult.SKIPPED : StepResult.of(perform(step, file));
    }

    private NtStatus perform(FileStep step, OpenFile file) {
        if (step instanceof FileStep.Read read) {
            return requests.transfer(Operation.READ, file, read.offset(), read.length(), read.options());
        }
        if (step instanceof FileStep.Write write) {
            return requests.transfer(Operation.WRITE, file, write.offset(), write.length(), write.options());
        }
        if (step instanceof FileStep.Lock lock) {
            return requests.lock(file, lock.offset(), lock.length(), !lock.shared());
        }
        if (step instanceof FileStep.Unlock unlock) {
            return requests.unlock(file, unlock.offset(), unlock.length());
        }
        if (step instanceof FileStep.Control control) {
            return requests.control(file, control.code());
        }
        if (step instanceof FileStep.Flush) {
            return requests.simple(Operation.FLUSH_BUFFERS, file);
        }
        return performOther(step, file);
    }

    private NtStatus performOther(FileStep step, OpenFile file) {
        if (step instanceof FileStep.Query query) {
            return requests.query(file, query.kind());
        }
        if (step instanceof FileStep.ListFolder list) {
            return requests.list(file, list.pattern());
        }
        if (step instanceof FileStep.QueryVolume) {
            return requests.simple(Operation.QUERY_VOLUME_INFORMATION, file);
        }
        if (step instanceof FileStep.Security security) {
            return requests.security(file, security.set());
        }
        return performRare(step, file);
    }

    private NtStatus performRare(FileStep step, OpenFile file) {
        if (step instanceof FileStep.QueryEa) {
            return requests.queryEa(file);
        }
        if (step instanceof FileStep.SetEa set) {
            return requests.setEa(file, set.attribute(), set.remove());
        }
        if (step instanceof FileStep.Label label) {
            return requests.setLabel(file, label.label());
        }
        if (step instanceof FileStep.DeviceControl control) {
            return requests.deviceControl(file, control.code());
        }
        if (step instanceof FileStep.Quota quota) {
            return requests.quota(file, quota.set());
        }
        return change(step, file);
    }

    private NtStatus change(FileStep step, OpenFile file) {
        if (step instanceof FileStep.Rename rename) {
            return withFolder(
                    file, rename.path(), folder -> requests.rename(file, rename.path(), rename.replace(), folder));
        }
        if (step instanceof FileStep.Link link) {
            return withFolder(file, link.path(), folder -> requests.link(file, link.path(), link.replace(), folder));
        }
        if (step instanceof FileStep.Delete delete) {
            return requests.setDisposition(file, true, delete.posix());
        }
        if (step instanceof FileStep.Undelete) {
            return requests.setDisposition(file, false, false);
        }
        if (step instanceof FileStep.Truncate truncate) {
            return requests.setEndOfFile(file, truncate.size());
        }
        if (step instanceof FileStep.Allocate allocate) {
            return requests.setAllocation(file, allocate.size());
        }
        if (step instanceof FileStep.Touch) {
            return requests.setTimes(file);
        }
        throw new IllegalStateException("the model has no step \"" + step.line() + '"');
    }

    /** Opens the folder of a rename's target, does what is to be done in it, and closes it. */
    private NtStatus withFolder(OpenFile file, String path, Function<@Nullable OpenFile, NtStatus> action) {
        var volume = file.control.mount.volume;
        var isDrive = path.length() > 2 && path.charAt(1) == ':';
        if (!isDrive && !path.startsWith("\\")) {
            return action.apply(null);
        }
        var target = isDrive ? volumes.ofPath(path) : volume;
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
}
