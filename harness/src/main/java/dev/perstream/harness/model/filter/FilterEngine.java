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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loaded filter: what it does with each request that it sees. */
public final class FilterEngine implements RequestFilter {

    private static final long APPLICATION = 0x404;
    private static final long FIRST_THREAD = 0x100;
    private static final int THREAD_STEP = 4;

    private final DriverModel model;
    private final Clock clock;
    private final List<ContextKind<?>> kinds = new ArrayList<>();
    private final Set<Mount> attached = new LinkedHashSet<>();
    private final Deque<Optional<Moment>> underWay = new ArrayDeque<>();
    private boolean loaded;
    private long identities;
    private long thread = FIRST_THREAD;
    /** Folders that were renamed, as far as the filter saw it. */
    private long folderRenames;

    /** A filter that is not loaded yet. */
    public FilterEngine(FilterDefinition definition, DriverModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
        definition.contexts().forEach(behaviour -> kinds.add(new ContextKind<>(behaviour)));
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
            if (isOfVolume(kinds.get(i))) {
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
            if (isOfVolume(kinds.get(i))) {
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
        if (!attached.contains(request.mount()) || isLeftAlone(request)) {
            underWay.push(Optional.empty());
            return;
        }
        var operation = request.operation();
        var moment = new Moment(operation, request.mount(), request, caller(), new Reached(kinds));
        underWay.push(Optional.of(moment));
        reachAll(moment, request, operation != Operation.CREATE);
        runAll(moment, Phase.BEFORE, true);
        Kinds.of(request).ifPresent(kind -> runAll(moment.as(kind), Phase.BEFORE, false));
    }

    @Override
    public void after(Request request) {
        underWay.pop().ifPresent(moment -> after(request, moment));
    }

    private void after(Request request, Moment moment) {
        if (request.operation() == Operation.CREATE) {
            afterCreate(request, moment);
            return;
        }
        runAll(moment, Phase.AFTER, true);
        Kinds.of(request).ifPresent(kind -> afterKind(request, moment.as(kind)));
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
            var anchor = anchor(kind, request);
            if (anchor != null) {
                reach(i, kind, anchor, moment, isCreatedBy(kind, request, moment.operation()));
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
        if (succeeded) {
            reachAll(moment, request, true);
            var renamesFolder = moment.operation() == Operation.RENAME
                    && request.file().filter(OpenFile::isDirectory).isPresent();
            folderRenames += renamesFolder ? 1 : 0;
        }
        runAll(moment, Phase.AFTER, succeeded);
    }

    private void runAll(Moment moment, Phase phase, boolean ofFilesToo) {
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            if ((ofFilesToo || isOfVolume(kind)) && kind.isTracked(moment.operation(), phase)) {
                run(i, kind, moment, phase);
            }
        }
    }

    private <T extends ContextSnapshot> void run(int index, ContextKind<T> kind, Moment moment, Phase phase) {
        moment.reached().<T>get(index).ifPresent(context -> {
            var before = context.state();
            kind.run(moment.operation(), phase, context, moment);
            LazyNames.stored(kind, context, before, folderRenames);
        });
    }

    // --- Which contexts a request reaches

    private void reachAll(Moment moment, Request request, boolean ofFilesToo) {
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            if (!ofFilesToo && !isOfVolume(kind)) {
                continue;
            }
            var anchor = anchor(kind, request);
            if (anchor != null) {
                reach(i, kind, anchor, moment, isCreatedBy(kind, request, moment.operation()));
            }
        }
    }

    /** A legacy filter asks the file system, which tells no names once the volume is dismounted. */
    private <T extends ContextSnapshot> void refresh(ContextKind<T> kind, LiveContext<T> context, Moment moment) {
        if (model == DriverModel.MINIFILTER || !moment.mount().isDismounted()) {
            LazyNames.refresh(kind, context, moment, folderRenames);
        }
    }

    private static boolean mayCreate(Request request, Operation operation) {
        var isFileSystems = request.file().filter(OpenFile::isStreamFile).isPresent();
        return !isFileSystems && operation != Operation.CLEANUP && operation != Operation.CLOSE;
    }

    private boolean isCreatedBy(ContextKind<?> kind, Request request, Operation operation) {
        if (isOfVolume(kind) || !mayCreate(request, operation)) {
            return false;
        }
        return kind.isUsedBy(operation)
                ? !kind.isCreatedOnOpen() || operation == Operation.CREATE
                : kind.isCreatedOnOpen() && operation == Operation.CREATE;
    }

    private <T extends ContextSnapshot> void reach(
            int index, ContextKind<T> kind, Object anchor, Moment moment, boolean creates) {
        var found = kind.find(anchor);
        if (found.isEmpty() && creates) {
            found = Optional.of(kind.create(anchor, moment, ++identities, moment.mount()));
        }
        found.ifPresent(context -> {
            moment.reached().put(index, context);
            if (kind.isUsedBy(moment.operation())) {
                refresh(kind, context, moment);
            }
        });
    }

    private static boolean isOfVolume(ContextKind<?> kind) {
        return kind.attachment() == Attachment.VOLUME || kind.attachment() == Attachment.INSTANCE;
    }

    /** What a context of a kind would hang on; null: there can be none. */
    private @Nullable Object anchor(ContextKind<?> kind, Request request) {
        if (isOfVolume(kind)) {
            return request.mount();
        }
        var file = request.file().orElse(null);
        if (file == null || file.isVolume() || !file.control().supportsContexts()) {
            return null;
        }
        // What the file system opened for itself was not seen coming, and a legacy filter must not look in a close
        // (G10).
        var isClosing = request.operation() == Operation.CLOSE && (model == DriverModel.LEGACY || file.isStreamFile());
        return switch (kind.attachment()) {
            case FILE -> isClosing ? null : fileAnchor(file.control());
            case STREAM -> isClosing ? null : file.control();
            case STREAM_HANDLE -> file;
            case TRANSACTION -> transaction(request, file);
            default -> null;
        };
    }

    /**
     * What a context of a file hangs on. Where the file system has none for files, the Filter Manager keeps a minifilter's
     * with the stream (F4).
     */
    @Nullable
    Object fileAnchor(StreamControl control) {
        var file = control.file();
        if (file.isPresent()) {
            return file.get();
        }
        return model == DriverModel.MINIFILTER ? control : null;
    }

    private static @Nullable Object transaction(Request request, OpenFile file) {
        return request.operation() != Operation.CREATE
                ? null
                : file.transaction()
                        .filter(KernelTransaction::isActive)
                        .map(transaction -> new TransactionOnVolume(transaction, request.mount()))
                        .orElse(null);
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
        for (var mount : attached) {
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
