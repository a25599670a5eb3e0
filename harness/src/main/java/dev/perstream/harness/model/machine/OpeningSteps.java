package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.StepResult;

/** The steps that open and close. */
final class OpeningSteps {

    private final Volumes volumes;
    private final Named named;
    private final IoManager io;
    private final FileRequests requests;
    private final RequestFilter filter;

    OpeningSteps(Volumes volumes, Named named, IoManager io, FileRequests requests, RequestFilter filter) {
        this.volumes = volumes;
        this.named = named;
        this.io = io;
        this.requests = requests;
        this.filter = filter;
    }

    StepResult perform(OpeningStep step) {
        if (step instanceof OpeningStep.Open open) {
            return open(open);
        }
        if (step instanceof OpeningStep.QueryOpen query) {
            return StepResult.of(queryOpen(query.path()));
        }
        if (step instanceof OpeningStep.Close close) {
            return close(close.name());
        }
        if (step instanceof OpeningStep.Hold hold) {
            return hold(hold.name());
        }
        if (step instanceof OpeningStep.Release release) {
            return release(release.name());
        }
        return streamFile((OpeningStep.StreamFile) step);
    }

    private StepResult open(OpeningStep.Open step) {
        var transaction = step.transaction().map(named.transactions::get);
        if (step.transaction().isPresent() && transaction.isEmpty()) {
            return StepResult.SKIPPED;
        }
        var volume = volumes.ofPath(step.path());
        if (volume == null) {
            return StepResult.of(NtStatus.OBJECT_PATH_NOT_FOUND);
        }
        var opened = io.open(volume, Volumes.within(volume, step.path()), OpenOptions.request(step, transaction));
        if (opened.file() != null) {
            named.opened(step.name(), opened.file());
        }
        return StepResult.of(opened.status());
    }

    /** Asks for attributes by path, with an open where it cannot be done without. */
    private NtStatus queryOpen(String path) {
        var volume = volumes.ofPath(path);
        if (volume == null) {
            return NtStatus.OBJECT_PATH_NOT_FOUND;
        }
        var mount = io.mount(volume);
        var rest = Volumes.within(volume, path);
        if (rest.isEmpty()) {
            return NtStatus.INVALID_DEVICE_REQUEST; // the disk itself, which no file system hears of
        }
        if (volume.traits.queryOpen() && filter.allowsQueryOpen(mount) && exists(volume, rest)) {
            return NtStatus.SUCCESS;
        }
        var opened = io.open(volume, rest, OpenOptions.QUERY);
        var file = opened.file();
        if (file == null) {
            return opened.status();
        }
        var status = requests.query(file, InformationKind.NETWORK_OPEN);
        io.closeHandle(file);
        return status;
    }

    private static boolean exists(Volume volume, String path) {
        var place = Place.find(volume, path);
        var isGoing = place.link != null && place.link.deletePending;
        return place.status.isSuccess() && place.stream != null && !isGoing;
    }

    /** Closes a handle; or a transaction's, which rolls it back. */
    StepResult close(String name) {
        var file = named.files.remove(name);
        if (file != null) {
            io.closeHandle(file);
            return StepResult.of(NtStatus.SUCCESS);
        }
        var transaction = named.transactions.remove(name);
        if (transaction == null) {
            return StepResult.SKIPPED;
        }
        if (transaction.isActive()) {
            transaction.end(filter, false);
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    private StepResult hold(String name) {
        var file = named.files.get(name);
        if (file == null || named.held.containsKey(name)) {
            return StepResult.SKIPPED;
        }
        file.references++;
        named.held.put(name, file);
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** Takes a reference back. */
    StepResult release(String name) {
        var file = named.held.remove(name);
        if (file == null) {
            return StepResult.SKIPPED;
        }
        io.dereference(file);
        return StepResult.of(NtStatus.SUCCESS);
    }

    private StepResult streamFile(OpeningStep.StreamFile step) {
        var file = named.files.get(step.of());
        if (file == null) {
            return StepResult.SKIPPED;
        }
        named.files.put(step.name(), io.openStreamFile(file));
        return StepResult.of(NtStatus.SUCCESS);
    }
}
