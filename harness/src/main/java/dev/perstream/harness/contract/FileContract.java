package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.Handle;
import dev.perstream.harness.Volume;
import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.VolumeBehaviour;
import java.util.List;
import java.util.Optional;

/**
 * The stories behind the rules for the context of a file, stream or handle. Each is a test of its own, on a filter to which
 * nothing has happened.
 *
 * @param <T> the context's class
 */
public final class FileContract<T extends ContextSnapshot> {

    private static final String PATH = "\\contract.txt";

    private final Filter filter;
    private final ContextType<T> type;
    private final Optional<Operation> use;

    private FileContract(Filter filter, ContextType<T> type, Optional<Operation> use) {
        this.filter = filter;
        this.type = type;
        this.use = use;
    }

    /** For a context that comes into being when its file is opened. */
    public static <T extends ContextSnapshot> FileContract<T> of(Filter filter, ContextType<T> type) {
        return new FileContract<>(filter, type, Optional.empty());
    }

    /** For a context that comes into being when an operation first uses it. */
    public static <T extends ContextSnapshot> FileContract<T> of(
            Filter filter, ContextType<T> type, Operation firstUse) {
        return new FileContract<>(filter, type, Optional.of(firstUse));
    }

    // --- When it comes into being

    /** It is there once it is due, and one of it. */
    public void comesIntoBeing() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        if (use.isPresent()) {
            expect("before the first use", 0);
            use(handle);
        }
        expect(handle, true);
        expect("with one handle", 1);
    }

    /** An open that fails has none. */
    public void failedOpenLeavesNone() {
        var c = filter.mount(FileSystem.NTFS);
        c.create("\\folder", OpenOption.DIRECTORY).close();
        Check.that(
                "a file that is not there cannot be opened",
                c.tryOpen(PATH, OpenOption.EXISTING).isEmpty());
        Check.that(
                "a path that is not there cannot be opened",
                c.tryOpen("\\no\\file.txt").isEmpty());
        expect("after opens that failed", 0);
    }

    /** Opens of one object share it; of a handle, each has its own. */
    public void opensShareIt() {
        var c = filter.mount(FileSystem.NTFS);
        var first = open(c, PATH);
        var second = open(c, PATH);
        expect(first, true);
        expect(second, true);
        expect("with two handles of one stream", isOfHandle() ? 2 : 1);
    }

    /** Two opens at the same time end as two opens one after the other. */
    public void opensAtOnceShareIt() {
        var c = filter.mount(FileSystem.NTFS);
        c.create(PATH).close();
        var threads = filter.threads();
        var first = threads.start("A", () -> open(c, PATH));
        var second = threads.start("B", () -> open(c, PATH));
        threads.explore().always(() -> {
            expect(first, true);
            expect(second, true);
            expect("after two opens at once", isOfHandle() ? 2 : 1);
        });
    }

    /** The file system completes opens later, and at DISPATCH_LEVEL. */
    public void pendedOpenHasIt() {
        var c = filter.mount(FileSystem.NTFS, VolumeBehaviour.CREATE_PENDS, VolumeBehaviour.CREATE_AT_DISPATCH);
        expect(open(c, PATH), true);
    }

    // --- Which objects have it

    /** A paging file has none. */
    public void pagingFileHasNone() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create("\\pagefile.sys", OpenOption.PAGING_FILE);
        handle.write(0, 4096, IoOption.PAGING, IoOption.NO_CACHE);
        expect("for a paging file", 0);
    }

    /** On a file system without contexts, opens go on and have none. */
    public void unsupportedFileSystemLeavesFilesAlone() {
        var c = filter.mount(FileSystem.PLAIN);
        var handle = open(c, PATH);
        handle.write(0, 10).close();
        expect("on a file system without contexts", 0);
    }

    /** On a file system without contexts, opens fail, as the schema wants it. */
    public void unsupportedFileSystemFailsOpens() {
        var c = filter.mount(FileSystem.PLAIN);
        Check.that(
                "a file that cannot be tracked cannot be opened",
                c.tryOpen(PATH).isEmpty());
        expect("on a file system without contexts", 0);
    }

    /** Who asks for attributes by path leaves none behind. */
    public void questionByPathLeavesNone() {
        var c = filter.mount(FileSystem.NTFS);
        c.create(PATH).close();
        c.queryOpen(PATH);
        expect("after a question by path", 0);
    }

    /** The volume itself has none. */
    public void volumeHasNone() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.openVolume();
        expect(handle, false);
        expect("for the volume itself", 0);
    }

    /** A folder has one as a file has. */
    public void folderHasIt() {
        var c = filter.mount(FileSystem.NTFS);
        expect(open(c, "\\folder", OpenOption.DIRECTORY), true);
    }

    /** The streams of a file: each has its own, or they share the file's. */
    public void alternateStreams() {
        var c = filter.mount(FileSystem.NTFS);
        open(c, PATH);
        open(c, PATH + ":other");
        expect("with two streams of one file", type.attachment() == Attachment.FILE ? 1 : 2);
    }

    /** Both names of a file lead to the same. */
    public void hardLinksShareIt() {
        var c = filter.mount(FileSystem.NTFS);
        var first = open(c, PATH);
        first.link("\\another name.txt");
        open(c, "\\another name.txt");
        expect("with two names of one file", isOfHandle() ? 2 : 1);
    }

    // --- When it goes

    /** It goes with the last close. */
    public void lastCloseEndsIt() {
        var c = filter.mount(FileSystem.NTFS);
        var first = open(c, PATH);
        var second = open(c, PATH);
        first.close();
        expect("with one handle left", 1);
        second.close();
        expect("when all is closed", 0);
    }

    /** The file system keeps a stream after its last close, and with it its contexts, until it needs the memory. */
    public void staysWithAKeptStream() {
        var c = filter.mount(FileSystem.NTFS, VolumeBehaviour.KEEP_FCBS);
        open(c, PATH).close();
        expect("while the file system keeps the stream", isOfHandle() ? 0 : 1);
        c.purge();
        expect("when it keeps it no longer", 0);
    }

    /** The cache keeps a file object after its handle is closed. */
    public void staysWithAKeptFileObject() {
        var c = filter.mount(FileSystem.NTFS, VolumeBehaviour.KEEP_FILE_OBJECTS);
        open(c, PATH).write(0, 10).close();
        expect("while the cache keeps the file object", 1);
        c.purge();
        expect("when it keeps it no longer", 0);
    }

    /** After a dismount the files that were open go on, and in the end nothing is left. */
    public void dismountLeavesNone() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = open(c, PATH);
        c.dismount();
        filter.attempt(() -> handle.read(0, 10));
        handle.close();
        expect("after a dismount and the last close", 0);
    }

    /** A write that is completed later, at DISPATCH_LEVEL, finds it. */
    public void laterCompletionFindsIt() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = open(c, PATH);
        handle.write(0, 10, IoOption.PEND).read(0, 10, IoOption.PEND);
        expect(handle, true);
    }

    /** What fails changes nothing. */
    public void failedChangesLeaveItAsItWas(Operation... operations) {
        var tracking = Tracking.of(filter, type);
        for (var operation : operations) {
            tracking.each(operation).stream()
                    .filter(occurrence -> occurrence.requests().get(0).failed())
                    .forEach(occurrence -> Check.that(
                            occurrence + " changes nothing, but it became " + occurrence.after(),
                            own(occurrence.before()).equals(own(occurrence.after()))));
        }
    }

    /** What it holds, without what others hold that it refers to: they have changes of their own. */
    private List<Object> own(T state) {
        return type.values(state).stream()
                .map(value -> value instanceof Reference<?> reference
                        ? reference.value().isPresent()
                        : value)
                .toList();
    }

    private Handle open(Volume volume, String path, OpenOption... options) {
        var handle = volume.open(path, options);
        use(handle);
        return handle;
    }

    private void use(Handle handle) {
        use.ifPresent(operation -> Use.of(filter, handle, operation));
    }

    private boolean isOfHandle() {
        return type.attachment() == Attachment.STREAM_HANDLE;
    }

    private void expect(Handle handle, boolean present) {
        Check.that(
                handle + (present ? " has a " : " has no ") + type,
                filter.findContext(type, handle).isPresent() == present);
    }

    private void expect(String when, int count) {
        Check.equal(type + " " + when, count, filter.contexts(type).size());
    }
}
