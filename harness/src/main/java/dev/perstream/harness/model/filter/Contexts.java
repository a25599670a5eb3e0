package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.ContextBehaviour;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.Phase;
import dev.perstream.harness.model.machine.Mount;
import dev.perstream.harness.model.machine.OpenFile;
import dev.perstream.harness.model.machine.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contexts of a filter: which of them a request reaches or brings into being, and what becomes of them. */
final class Contexts {

    private final Anchors anchors;
    private final Runnable pause;
    private final List<ContextKind<?>> kinds = new ArrayList<>();
    private long identities;
    /** Folders that were renamed, as far as the filter saw it. */
    private long folderRenames;

    /** None yet; before each change of one, others may come in between. */
    Contexts(List<ContextBehaviour<?>> behaviours, DriverModel model, Runnable pause) {
        this.anchors = new Anchors(model);
        this.pause = pause;
        behaviours.forEach(behaviour -> kinds.add(new ContextKind<>(behaviour)));
    }

    List<ContextKind<?>> kinds() {
        return kinds;
    }

    Anchors anchors() {
        return anchors;
    }

    /** Whether an open is of interest to any of them. */
    boolean seeOpens() {
        return kinds.stream()
                .anyMatch(kind -> kind.isUsedBy(Operation.CREATE) || (kind.isOfFile() && kind.isCreatedOnOpen()));
    }

    /** From now on the names of what lies below some folder are others. */
    void folderRenamed() {
        folderRenames++;
    }

    // --- Which of them a request reaches

    /** Those of a volume and of the filter's instance on it. */
    void reachOnVolume(Mount mount, Moment moment, boolean creates) {
        for (var i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).isOfVolume()) {
                reach(i, kinds.get(i), mount, moment, creates);
            }
        }
    }

    /** Those of a transaction, of which none is created. */
    void reachOnTransaction(TransactionOnVolume transaction, Moment moment) {
        for (var i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).attachment() == Attachment.TRANSACTION) {
                reach(i, kinds.get(i), transaction, moment, false);
            }
        }
    }

    /** Those that an operation has before it is carried out; none of a file before it is open. */
    void reachBefore(Request request, Moment moment) {
        var isOpen = moment.operation() != Operation.CREATE;
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            if (isOpen || kind.isOfVolume()) {
                reachBefore(i, kind, request, moment);
            }
        }
    }

    /** What an operation that is not waited for is to have at its end, it must have at its beginning (L1). */
    private void reachBefore(int index, ContextKind<?> kind, Request request, Moment moment) {
        var operation = moment.operation();
        var uses = kind.isUsedBy(operation, Phase.BEFORE)
                || (!operation.isWaitedFor() && kind.isUsedBy(operation, Phase.AFTER));
        var anchor = anchors.of(kind, request);
        if (anchor != null) {
            reach(index, kind, anchor, moment, uses && Anchors.mayCreate(kind, request));
            if (uses && operation != Operation.CLOSE) {
                refresh(index, kind, moment);
            }
        }
    }

    /**
     * Gets the contexts for what was opened, one after the other. False: one that the open must not do without cannot be had
     * (S7). A legacy filter does not ask for the rest then; for a minifilter there is none that could be had.
     */
    boolean reachOpened(Request request, Moment moment) {
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            var anchor = anchors.of(kind, request);
            if (anchor != null) {
                var creates = !kind.isOfVolume()
                        && (kind.isCreatedOnOpen() || kind.isUsedBy(moment.operation(), Phase.AFTER));
                reach(i, kind, anchor, moment, creates);
            } else if (kind.isRequired()
                    && request.file().filter(OpenFile::isVolume).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Contexts are looked for anew: some may have gone, and others come, since the operation began. */
    void reachAfter(Request request, Moment moment, boolean ofFilesToo) {
        var operation = moment.operation();
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            var anchor = anchors.of(kind, request);
            if (anchor != null) {
                var uses = kind.isUsedBy(operation, Phase.AFTER) && (ofFilesToo || kind.isUsedAfterFailure(operation));
                reach(i, kind, anchor, moment, uses && Anchors.mayCreate(kind, request));
            }
        }
    }

    private <T extends ContextSnapshot> void reach(
            int index, ContextKind<T> kind, Object anchor, Moment moment, boolean creates) {
        var found = kind.find(anchor);
        if (found.isEmpty() && creates) {
            found = Optional.of(kind.create(anchor, moment, ++identities, moment.mount()));
        }
        found.ifPresent(context -> moment.reached().put(index, context));
    }

    private <T extends ContextSnapshot> void refresh(int index, ContextKind<T> kind, Moment moment) {
        moment.reached().<T>get(index).ifPresent(context -> LazyNames.refresh(kind, context, moment, folderRenames));
    }

    // --- What statements do to them

    /** Runs the statements of a phase on what is reached, or only on contexts of the volume. */
    void runAll(Moment moment, Phase phase, boolean ofFilesToo) {
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            if ((ofFilesToo || kind.isOfVolume()) && kind.isTracked(moment.operation(), phase)) {
                run(i, kind, moment, phase);
            }
        }
    }

    private <T extends ContextSnapshot> void run(int index, ContextKind<T> kind, Moment moment, Phase phase) {
        moment.reached().<T>get(index).ifPresent(context -> {
            pause.run();
            var before = context.state();
            kind.run(moment.operation(), phase, context, moment);
            LazyNames.stored(kind, context, before, folderRenames);
        });
    }

    // --- Their ends

    /** What they hung on is gone. */
    void end(Attachment attachment, Object anchor) {
        for (var kind : kinds) {
            if (kind.attachment() == attachment) {
                kind.end(anchor);
            }
        }
    }

    /** Nothing stays of them. */
    void endAll() {
        kinds.forEach(ContextKind::endAll);
    }

    /** Nothing stays of them on a volume. */
    void endAll(Mount mount) {
        kinds.forEach(kind -> kind.endAll(mount));
    }

    /** What the filter knows of the volume as a whole stays, nothing else. */
    void endAllButVolume(Mount mount) {
        for (var kind : kinds) {
            if (kind.attachment() != Attachment.VOLUME) {
                kind.endAll(mount);
            }
        }
    }
}
