package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.Pointer;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.model.Event;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.machine.Mount;
import dev.perstream.harness.model.machine.OpenFile;
import dev.perstream.harness.model.machine.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation as the filter sees it: what it offers, and which contexts it reaches. */
final class Moment implements Event {

    private final Operation operation;
    private final Mount mount;
    private final @Nullable Request request;
    private final Caller caller;
    private final Reached reached;
    private Optional<String> name = Optional.empty();

    Moment(Operation operation, Mount mount, @Nullable Request request, Caller caller, Reached reached) {
        this.operation = operation;
        this.mount = mount;
        this.request = request;
        this.caller = caller;
        this.reached = reached;
    }

    /** The same operation under the name of its kind, or at its end, before which contexts are looked for anew. */
    Moment anew(Operation kind) {
        return new Moment(kind, mount, request, caller, reached.none());
    }

    /** The same operation when its open has been taken back: contexts of volumes are left to it. */
    Moment withoutFile() {
        return new Moment(operation, mount, request, caller, reached.withoutFile());
    }

    /**
     * Who makes requests, and when.
     *
     * @param asksFileSystem whether the filter asks the file system for names, which tells none of a dismounted volume
     */
    record Caller(SystemTime now, long process, long thread, boolean asksFileSystem) {}

    Mount mount() {
        return mount;
    }

    Reached reached() {
        return reached;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public long length() {
        return of().length();
    }

    @Override
    public long offset() {
        return of().offset();
    }

    @Override
    public boolean paging() {
        return of().paging();
    }

    @Override
    public long transferred() {
        return of().transferred();
    }

    @Override
    public NtStatus status() {
        return of().status();
    }

    /** That of a file, not after a rename that failed; not on a pager's way, and not behind the cleanup (N3). */
    @Override
    public Optional<String> name() {
        var isInVain = (operation == Operation.RENAME && !of().status().isSuccess())
                || (caller.asksFileSystem() && mount.isDismounted());
        if (name.isEmpty() && !of().paging() && !isInVain) {
            name = of().file()
                    .filter(file -> !file.isVolume() && !file.isCleanedUp())
                    .map(OpenFile::name);
        }
        return name;
    }

    @Override
    public Optional<String> volumeName() {
        return Optional.of(mount.volume().deviceName());
    }

    @Override
    public SystemTime now() {
        return caller.now();
    }

    @Override
    public long process() {
        return caller.process();
    }

    @Override
    public long thread() {
        return caller.thread();
    }

    @Override
    public long access() {
        return of().access();
    }

    @Override
    public long options() {
        return of().options();
    }

    @Override
    public boolean created() {
        return of().created();
    }

    @Override
    public long controlCode() {
        return of().controlCode();
    }

    @Override
    public long informationClass() {
        return of().informationClass();
    }

    @Override
    public boolean deleting() {
        return of().deleting();
    }

    @Override
    public Pointer instance() {
        return Pointer.to(0, "instance on " + mount.volume().letter() + ":");
    }

    @Override
    public <C extends ContextSnapshot> Reference<C> reference(ContextType<C> type) {
        return reached.reference(type);
    }

    private Request of() {
        var known = request;
        if (known == null) {
            throw new IllegalStateException(operation.key() + " is no request and does not offer that");
        }
        return known;
    }
}
