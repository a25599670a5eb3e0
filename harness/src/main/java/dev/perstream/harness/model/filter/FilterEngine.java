package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.Phase;
import dev.perstream.harness.model.filter.Moment.Caller;
import dev.perstream.harness.model.machine.Clock;
import dev.perstream.harness.model.machine.FileControl;
import dev.perstream.harness.model.machine.KernelTransaction;
import dev.perstream.harness.model.machine.Mount;
import dev.perstream.harness.model.machine.OpenFile;
import dev.perstream.harness.model.machine.Request;
import dev.perstream.harness.model.machine.RequestFilter;
import dev.perstream.harness.model.machine.StreamControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A loaded filter: what it does with each request that it sees. */
public final class FilterEngine implements RequestFilter {

    private static final long APPLICATION = 0x404;
    private static final long FIRST_THREAD = 0x100;
    private static final int THREAD_STEP = 4;

    private final DriverModel model;
    private final Clock clock;
    private final Anchors anchors;
    private final List<ContextKind<?>> kinds = new ArrayList<>();
    private final Set<Mount> attached = new LinkedHashSet<>();
    /** The requests of each thread, the innermost first. */
    private final Map<Long, Deque<Optional<Moment>>> underWay = new HashMap<>();

    private Runnable pause = () -> {};
    private boolean loaded;
    private long identities;
    private long thread = FIRST_THREAD;
    /** Folders that were renamed, as far as the filter saw it. */
    private long folderRenames;

    /** A filter that is not loaded yet. */
    public FilterEngine(FilterDefinition definition, DriverModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
        this.anchors = new Anchors(model);
        definition.contexts().forEach(behaviour -> kinds.add(new ContextKind<>(behaviour)));
    }

    Anchors anchors() {
        return anchors;
    }

    List<ContextKind<?>> kinds() {
        return kinds;
    }

    // --- Life

    /** Whether it has been loaded and not unloaded since. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Whether the filter sees what goes to a mounted volume. */
    public boolean isAttached(Mount mount) {
        return attached.contains(mount);
    }

    /** From now on the filter attaches to what is mounted. */
    public void load() {
        loaded = true;
    }

    /** The filter leaves all volumes, and nothing of it stays. */
    public void unload() {
        List.copyOf(attached).forEach(this::detach);
        kinds.forEach(ContextKind::endAll);
        loaded = false;
    }

    /** The filter comes to a volume that it is not attached to. */
    public void attach(Mount mount) {
        attached.add(mount);
        var reached = new Reached(kinds);
        var moment = new Moment(Operation.SETUP, mount, null, caller(), reached);
        for (var i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).isOfVolume()) {
                reach(i, kinds.get(i), mount, moment, true);
            }
        }
        runAll(moment, Phase.BEFORE, true);
        runAll(moment, Phase.AFTER, true);
    }

    /** The filter leaves a volume that stays. What it knows of the volume as a whole stays, too. */
    public void detach(Mount mount) {
        var reached = new Reached(kinds);
        var moment = new Moment(Operation.TEARDOWN, mount, null, caller(), reached);
        for (var i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).isOfVolume()) {
                reach(i, kinds.get(i), mount, moment, false);
            }
        }
        runAll(moment, Phase.BEFORE, true);
        attached.remove(mount);
        for (var kind : kinds) {
            if (kind.attachment() != Attachment.VOLUME) {
                kind.endAll(mount);
            }
        }
    }

    @Override
    public void mounted(Mount mount) {
        if (loaded) {
            attach(mount);
        }
    }

    @Override
    public void unmounting(Mount mount) {
        if (attached.contains(mount)) {
            detach(mount);
        }
        kinds.forEach(kind -> kind.endAll(mount));
    }

    /** The system shuts down: a legacy filter hears of it for each volume, a minifilter does not. */
    public void shutdown() {
        if (model == DriverModel.LEGACY) {
            List.copyOf(attached).forEach(mount -> {
                var request = Request.shutdown(mount);
                before(request);
                after(request);
            });
        }
    }

    /** Which thread makes the requests that follow: 0 is the first. */
    public void goOnIn(int index) {
        thread = FIRST_THREAD + (long) THREAD_STEP * index;
    }

    /** What is to happen where, with more than one thread, others may come in between. */
    public void pausing(Runnable between) {
        pause = between;
    }

    private Deque<Optional<Moment>> ofThread() {
        return underWay.computeIfAbsent(thread, any -> new ArrayDeque<>());
    }

    private Caller caller() {
        return new Caller(clock.ticked(), APPLICATION, thread);
    }

    // --- Requests

    @Override
    public boolean allowsQueryOpen(Mount mount) {
        return model == DriverModel.MINIFILTER
                || !attached.contains(mount)
                || kinds.stream().noneMatch(this::seesOpens);
    }

    private boolean seesOpens(ContextKind<?> kind) {
        return kind.isUsedBy(Operation.CREATE) || (kind.isOfFile() && kind.isCreatedOnOpen());
    }

    @Override
    public void fast(Request request, boolean done) {
        if (done || model == DriverModel.MINIFILTER) {
            before(request);
            after(request);
        }
    }

    /** Paging files are left alone; a legacy filter has counted what comes to the volume by then (F1). */
    private boolean isLeftAlone(Request request) {
        var operation = request.operation();
        var pages = operation == Operation.CREATE
                ? request.opensPagingFile()
                : request.paging()
                        && request.file().filter(OpenFile::isPagingFile).isPresent();
        return pages && model == DriverModel.MINIFILTER;
    }

    @Override
    public void before(Request request) {
        pause.run();
        if (!attached.contains(request.mount()) || isLeftAlone(request)) {
            ofThread().push(Optional.empty());
            return;
        }
        var moment = new Moment(request.operation(), request.mount(), request, caller(), new Reached(kinds));
        ofThread().push(Optional.of(moment));
        runBefore(request, moment);
        Kinds.of(request).ifPresent(kind -> runBefore(request, moment.anew(kind)));
        pause.run();
    }

    private void runBefore(Request request, Moment moment) {
        var isOpen = moment.operation() != Operation.CREATE;
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            if (isOpen || kind.isOfVolume()) {
                reachBefore(i, kind, request, moment);
            }
        }
        runAll(moment, Phase.BEFORE, true);
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

    @Override
    public void after(Request request) {
        pause.run();
        ofThread()
                .pop()
                .filter(moment -> attached.contains(moment.mount()))
                .ifPresent(moment -> after(request, moment));
    }

    private void after(Request request, Moment moment) {
        if (request.operation() == Operation.CREATE) {
            afterCreate(request, moment);
        } else if (request.operation() == Operation.SET_INFORMATION) {
            runAfterChange(request, moment.anew(Operation.SET_INFORMATION), true);
            Kinds.of(request).ifPresent(kind -> afterKind(request, moment.anew(kind)));
        } else {
            runAll(moment, Phase.AFTER, true);
        }
    }

    /** Contexts of a file come into being when it is open, never before, and never for a paging file (F1, S1). */
    private void afterCreate(Request request, Moment moment) {
        if (request.opensPagingFile()) {
            return;
        }
        var after = moment;
        if (request.status().isSuccess() && !reachOpened(moment, request)) {
            request.cancel(NtStatus.NOT_SUPPORTED);
            after = moment.withoutFile();
        }
        runAll(after, Phase.AFTER, request.status().isSuccess());
    }

    /**
     * Gets the contexts for what was opened, one after the other. False: one that the open must not do without cannot be had
     * (S7). A legacy filter does not ask for the rest then; for a minifilter there is none that could be had.
     */
    private boolean reachOpened(Moment moment, Request request) {
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

    /** A change of a file counts for its contexts only if it succeeded (N9). */
    private void afterKind(Request request, Moment moment) {
        var succeeded = request.status().isSuccess();
        var renamesFolder = succeeded
                && moment.operation() == Operation.RENAME
                && request.file().filter(OpenFile::isDirectory).isPresent();
        folderRenames += renamesFolder ? 1 : 0;
        runAfterChange(request, moment, succeeded);
    }

    /** Contexts are looked for anew: some may have gone, and others come, since the operation began. */
    private void runAfterChange(Request request, Moment moment, boolean ofFilesToo) {
        var operation = moment.operation();
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            var anchor = anchors.of(kind, request);
            if (anchor != null) {
                var uses = kind.isUsedBy(operation, Phase.AFTER) && (ofFilesToo || kind.isUsedAfterFailure(operation));
                reach(i, kind, anchor, moment, uses && Anchors.mayCreate(kind, request));
            }
        }
        runAll(moment, Phase.AFTER, ofFilesToo);
    }

    private void runAll(Moment moment, Phase phase, boolean ofFilesToo) {
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

    // --- Which contexts a request reaches

    /** A legacy filter asks the file system, which tells no names once the volume is dismounted. */
    private <T extends ContextSnapshot> void refresh(int index, ContextKind<T> kind, Moment moment) {
        if (model == DriverModel.MINIFILTER || !moment.mount().isDismounted()) {
            moment.reached()
                    .<T>get(index)
                    .ifPresent(context -> LazyNames.refresh(kind, context, moment, folderRenames));
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

    // --- The ends of what contexts hang on

    @Override
    public void closed(OpenFile file) {
        end(Attachment.STREAM_HANDLE, file);
    }

    @Override
    public void discarded(StreamControl control) {
        end(Attachment.STREAM, control);
        end(Attachment.FILE, control);
    }

    @Override
    public void discarded(FileControl control) {
        end(Attachment.FILE, control);
    }

    private void end(Attachment attachment, Object anchor) {
        for (var kind : kinds) {
            if (kind.attachment() == attachment) {
                kind.end(anchor);
            }
        }
    }

    @Override
    public void ending(KernelTransaction transaction, boolean commits) {
        var operation = commits ? Operation.COMMIT : Operation.ROLLBACK;
        for (var mount : List.copyOf(attached)) {
            var moment = new Moment(operation, mount, null, caller(), new Reached(kinds));
            for (var i = 0; i < kinds.size(); i++) {
                var kind = kinds.get(i);
                if (kind.attachment() == Attachment.TRANSACTION) {
                    reach(i, kind, new TransactionOnVolume(transaction, mount), moment, false);
                }
            }
            runAll(moment, Phase.BEFORE, true);
        }
    }

    @Override
    public void ended(KernelTransaction transaction) {
        attached.forEach(mount -> end(Attachment.TRANSACTION, new TransactionOnVolume(transaction, mount)));
    }
}
