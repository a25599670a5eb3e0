package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.Attachment;
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
import java.util.Collections;
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
    private final Contexts contexts;
    private final Set<Mount> attached = new LinkedHashSet<>();
    /** The requests of each thread, the innermost first. */
    private final Map<Long, Deque<Optional<Moment>>> underWay = new HashMap<>();

    private Runnable pause = () -> {};
    private boolean loaded;
    private long thread = FIRST_THREAD;

    /** A filter that is not loaded yet. */
    public FilterEngine(FilterDefinition definition, DriverModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
        this.contexts = new Contexts(definition.contexts(), model, () -> pause.run());
    }

    Contexts contexts() {
        return contexts;
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

    /** What it is attached to, also where a dismount waits for the last close. */
    Set<Mount> attached() {
        return Collections.unmodifiableSet(attached);
    }

    /** From now on the filter attaches to what is mounted. */
    public void load() {
        loaded = true;
    }

    /** The filter leaves all volumes, and nothing of it stays. */
    public void unload() {
        List.copyOf(attached).forEach(this::detach);
        contexts.endAll();
        loaded = false;
    }

    /** The filter comes to a volume that it is not attached to. */
    public void attach(Mount mount) {
        attached.add(mount);
        var moment = new Moment(Operation.SETUP, mount, null, caller(), new Reached(contexts.kinds()));
        contexts.reachOnVolume(mount, moment, true);
        contexts.runAll(moment, Phase.BEFORE, true);
        contexts.runAll(moment, Phase.AFTER, true);
    }

    /** The filter leaves a volume that stays. What it knows of the volume as a whole stays, too. */
    public void detach(Mount mount) {
        var moment = new Moment(Operation.TEARDOWN, mount, null, caller(), new Reached(contexts.kinds()));
        contexts.reachOnVolume(mount, moment, false);
        contexts.runAll(moment, Phase.BEFORE, true);
        attached.remove(mount);
        contexts.endAllButVolume(mount);
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
        contexts.endAll(mount);
    }

    /** The system shuts down: a legacy filter hears of it for each volume, a minifilter only for shares. */
    public void shutdown() {
        for (var mount : List.copyOf(attached)) {
            if (model == DriverModel.LEGACY || mount.volume().traits().remote()) {
                var request = Request.shutdown(mount);
                before(request);
                after(request);
            }
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
        return new Caller(clock.ticked(), APPLICATION, thread, model == DriverModel.LEGACY);
    }

    // --- Requests

    @Override
    public boolean allowsQueryOpen(Mount mount) {
        return model == DriverModel.MINIFILTER || !attached.contains(mount) || !contexts.seeOpens();
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
        var moment = new Moment(request.operation(), request.mount(), request, caller(), new Reached(contexts.kinds()));
        ofThread().push(Optional.of(moment));
        runBefore(request, moment);
        Kinds.of(request).ifPresent(kind -> runBefore(request, moment.anew(kind)));
        pause.run();
    }

    private void runBefore(Request request, Moment moment) {
        contexts.reachBefore(request, moment);
        contexts.runAll(moment, Phase.BEFORE, true);
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
            contexts.runAll(moment, Phase.AFTER, true);
        }
    }

    /** Contexts of a file come into being when it is open, never before, and never for a paging file (F1, S1). */
    private void afterCreate(Request request, Moment moment) {
        if (request.opensPagingFile()) {
            return;
        }
        var after = moment;
        if (request.status().isSuccess() && !contexts.reachOpened(request, moment)) {
            request.cancel(NtStatus.NOT_SUPPORTED);
            after = moment.withoutFile();
        }
        contexts.runAll(after, Phase.AFTER, request.status().isSuccess());
    }

    /** A change of a file counts for its contexts only if it succeeded (N9). */
    private void afterKind(Request request, Moment moment) {
        var succeeded = request.status().isSuccess();
        if (succeeded
                && moment.operation() == Operation.RENAME
                && request.file().filter(OpenFile::isDirectory).isPresent()) {
            contexts.folderRenamed();
        }
        runAfterChange(request, moment, succeeded);
    }

    private void runAfterChange(Request request, Moment moment, boolean ofFilesToo) {
        contexts.reachAfter(request, moment, ofFilesToo);
        contexts.runAll(moment, Phase.AFTER, ofFilesToo);
    }

    // --- The ends of what contexts hang on

    @Override
    public void closed(OpenFile file) {
        contexts.end(Attachment.STREAM_HANDLE, file);
    }

    @Override
    public void discarded(StreamControl control) {
        contexts.end(Attachment.STREAM, control);
        contexts.end(Attachment.FILE, control);
    }

    @Override
    public void discarded(FileControl control) {
        contexts.end(Attachment.FILE, control);
    }

    @Override
    public void ending(KernelTransaction transaction, boolean commits) {
        var operation = commits ? Operation.COMMIT : Operation.ROLLBACK;
        for (var mount : List.copyOf(attached)) {
            var moment = new Moment(operation, mount, null, caller(), new Reached(contexts.kinds()));
            contexts.reachOnTransaction(new TransactionOnVolume(transaction, mount), moment);
            contexts.runAll(moment, Phase.BEFORE, true);
        }
    }

    @Override
    public void ended(KernelTransaction transaction) {
        attached.forEach(mount -> contexts.end(Attachment.TRANSACTION, new TransactionOnVolume(transaction, mount)));
    }
}
