package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request to a mounted volume, with what it asks for and, afterwards, its outcome. */
public final class Request {

    private final Operation operation;
    private final Mount mount;

    @Nullable
    OpenFile file;

    NtStatus status = NtStatus.SUCCESS;
    long length;
    long offset;
    boolean paging;
    boolean noCache;
    long transferred;
    long access;
    long options;
    boolean pagingFile;
    boolean targetDirectory;
    boolean created;
    long controlCode;
    int informationClass;
    boolean deleting;
    /** Takes back what was opened. */
    Consumer<OpenFile> closing = file -> {};

    Request(Operation operation, OpenFile file) {
        this(operation, file.control.mount, file);
    }

    Request(Operation operation, Mount mount, @Nullable OpenFile file) {
        this.operation = operation;
        this.mount = mount;
        this.file = file;
    }

    /** What each volume is told when the system shuts down. */
    public static Request shutdown(Mount mount) {
        return new Request(Operation.SHUTDOWN, mount, null);
    }

    /** The kind of request, never one of the kinds of {@link Operation#SET_INFORMATION}. */
    public Operation operation() {
        return operation;
    }

    /** Where it goes to. */
    public Mount mount() {
        return mount;
    }

    /** What it is about: for a create, only after it has succeeded. */
    public Optional<OpenFile> file() {
        return Optional.ofNullable(file);
    }

    /** Its outcome. */
    public NtStatus status() {
        return status;
    }

    /** Bytes asked for. */
    public long length() {
        return length;
    }

    /** Where; -1 for a write at the end of the file. */
    public long offset() {
        return offset;
    }

    /** Whether the memory manager makes it. */
    public boolean paging() {
        return paging;
    }

    /** Bytes that were moved. */
    public long transferred() {
        return transferred;
    }

    /** Of a create: the access that is asked for. */
    public long access() {
        return access;
    }

    /** Of a create. */
    public long options() {
        return options;
    }

    /** Of a create: whether it opens a paging file. */
    public boolean opensPagingFile() {
        return pagingFile;
    }

    /** Of a create: whether it did not exist before. */
    public boolean created() {
        return created;
    }

    /**
     * Takes a create back that has succeeded: it fails with a status. Nobody sees the cleanup and the close of what was
     * opened. What the create has changed stays (L8).
     *
     * @throws IllegalStateException if nothing was opened
     */
    public void cancel(NtStatus reason) {
        var taken = file;
        if (taken == null) {
            throw new IllegalStateException("Nothing was opened that could be taken back");
        }
        file = null;
        status = reason;
        created = false;
        closing.accept(taken);
    }

    /** Of a control request. */
    public long controlCode() {
        return controlCode;
    }

    /** Its number; 0 for none. */
    public int informationClass() {
        return informationClass;
    }

    /** Of a disposition: whether the file is to go. */
    public boolean deleting() {
        return deleting;
    }
}
