package dev.perstream.harness.model.machine;

import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import java.util.Optional;

/** The steps on what is open. */
final class FileSteps {

    private final Machine machine;

    FileSteps(Machine machine) {
        this.machine = machine;
    }

    /** Carries out a step of this kind; empty for others. */
    Optional<StepResult> perform(Step step) {
        if (step instanceof FileStep.Read read) {
            return on(
                    read.name(),
                    (requests, file) ->
                            requests.transfer(Operation.READ, file, read.offset(), read.length(), read.options()));
        }
        if (step instanceof FileStep.Write write) {
            return on(
                    write.name(),
                    (requests, file) ->
                            requests.transfer(Operation.WRITE, file, write.offset(), write.length(), write.options()));
        }
        if (step instanceof FileStep.Rename rename) {
            return on(
                    rename.name(),
                    (requests, file) -> machine.withFolder(
                            file,
                            rename.path(),
                            folder -> requests.rename(file, rename.path(), rename.replace(), folder)));
        }
        if (step instanceof FileStep.Link link) {
            return on(
                    link.name(),
                    (requests, file) -> machine.withFolder(
                            file, link.path(), folder -> requests.link(file, link.path(), link.replace(), folder)));
        }
        return performChange(step).or(() -> performOther(step));
    }

    private Optional<StepResult> performChange(Step step) {
        if (step instanceof FileStep.Delete delete) {
            return on(delete.name(), (requests, file) -> requests.setDisposition(file, true, delete.posix()));
        }
        if (step instanceof FileStep.Undelete undelete) {
            return on(undelete.name(), (requests, file) -> requests.setDisposition(file, false, false));
        }
        if (step instanceof FileStep.Truncate truncate) {
            return on(truncate.name(), (requests, file) -> requests.setEndOfFile(file, truncate.size()));
        }
        if (step instanceof FileStep.Allocate allocate) {
            return on(allocate.name(), (requests, file) -> requests.setAllocation(file, allocate.size()));
        }
        if (step instanceof FileStep.Touch touch) {
            return on(touch.name(), FileRequests::setTimes);
        }
        return Optional.empty();
    }

    private Optional<StepResult> performOther(Step step) {
        if (step instanceof FileStep.Query query) {
            return on(query.name(), (requests, file) -> requests.query(file, query.kind()));
        }
        if (step instanceof FileStep.ListFolder list) {
            return on(list.name(), (requests, file) -> requests.list(file, list.pattern()));
        }
        if (step instanceof FileStep.QueryVolume query) {
            return on(query.name(), (requests, file) -> requests.simple(Operation.QUERY_VOLUME_INFORMATION, file));
        }
        if (step instanceof FileStep.Flush flush) {
            return on(flush.name(), (requests, file) -> requests.simple(Operation.FLUSH_BUFFERS, file));
        }
        if (step instanceof FileStep.Lock lock) {
            return on(
                    lock.name(), (requests, file) -> requests.lock(file, lock.offset(), lock.length(), !lock.shared()));
        }
        if (step instanceof FileStep.Unlock unlock) {
            return on(unlock.name(), (requests, file) -> requests.unlock(file, unlock.offset(), unlock.length()));
        }
        if (step instanceof FileStep.Control control) {
            return on(control.name(), (requests, file) -> requests.control(file, control.code()));
        }
        if (step instanceof FileStep.Security security) {
            return on(security.name(), (requests, file) -> requests.security(file, security.set()));
        }
        return Optional.empty();
    }

    private Optional<StepResult> on(String name, FileAction action) {
        return Optional.of(machine.on(name, action));
    }

    /** What is done with an open file. */
    @FunctionalInterface
    interface FileAction {
        dev.perstream.harness.context.NtStatus apply(FileRequests requests, OpenFile file);
    }
}
