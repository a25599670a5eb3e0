package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.Handle;
import dev.perstream.harness.Volume;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.InformationKind;
import org.junit.jupiter.api.Assumptions;

/** The stories behind the rules for a filter with all its contexts: what fails, what happens at once, what is left. */
public final class FilterContract {

    private static final String PATH = "\\contract.txt";

    private final Filter filter;

    private FilterContract(Filter filter) {
        this.filter = filter;
    }

    /** For a filter. */
    public static FilterContract of(Filter filter) {
        return new FilterContract(filter);
    }

    // --- What is left

    /** An unload leaves nothing, whatever is open. */
    public void unloadLeavesNothing() {
        var c = filter.mount(FileSystem.NTFS);
        story(c);
        filter.attempt(() -> c.open(PATH));
        filter.attempt(() -> filter.beginTransaction().open(c, "\\in a transaction.txt"));
        filter.unload();
        filter.assertNoContexts();
    }

    /** When everything is closed, no context of a file is left. */
    public void closesLeaveNothing() {
        story(filter.mount(FileSystem.NTFS));
        story(filter.mount(FileSystem.FAT));
        filter.assertClean();
    }

    /** A minifilter that is detached from a volume leaves nothing there, and starts anew when it is attached again. */
    public void detachLeavesNothing() {
        only(DriverModel.MINIFILTER);
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        c.detach();
        filter.assertClean();
        handle.write(0, 10);
        filter.assertClean();
        c.attach();
        story(c);
    }

    /** What is shut down is not touched any more. */
    public void shutdownIsSurvived() {
        var c = filter.mount(FileSystem.NTFS);
        story(c);
        filter.shutdown();
        filter.attempt(() -> c.open(PATH).close());
        filter.unload();
        filter.assertNoContexts();
    }

    // --- What fails

    /** One allocation after the other fails, and nothing is lost by it. */
    public void allocationFails(int ordinal) {
        var c = filter.mount(FileSystem.NTFS);
        filter.unload();
        filter.failAllocationIfMade(ordinal);
        if (filter.attempt(filter::load).isSuccess()) {
            story(c);
            filter.unload();
        }
        filter.assertNoContexts();
    }

    /** A routine fails while the filter attaches, or a file is opened and used. Nothing is lost by it. */
    public void routineFails(DriverModel model, String routine, NtStatus status) {
        only(model);
        var c = filter.mount(FileSystem.NTFS);
        filter.unload();
        filter.failing(routine).returning(status);
        filter.load();
        story(c);
        filter.unload();
        filter.assertNoContexts();
    }

    // --- What happens at once

    /** The last close, and an open of the same file. */
    public void closeAndOpenAtOnce() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        filter.concurrently(handle::close, () -> c.open(PATH).close()).always(filter::assertClean);
    }

    /** The last close, and a dismount. */
    public void closeAndDismountAtOnce() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        filter.concurrently(handle::close, c::dismount).always(filter::assertClean);
    }

    /** Two writes, and a rename. */
    public void writeAndRenameAtOnce() {
        var c = filter.mount(FileSystem.NTFS);
        var first = c.create(PATH);
        var second = c.openExisting(PATH);
        filter.concurrently(() -> first.write(0, 10), () -> second.rename("\\renamed.txt"));
        first.close();
        second.close();
        filter.assertClean();
    }

    /** An open of a file, and its rename: an old name never stays where the new one belongs. */
    public void openAndRenameAtOnce() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        filter.concurrently(() -> c.open(PATH), () -> handle.rename("\\renamed.txt"));
    }

    /** Two renames of a file: the name is that of the later one. */
    public void renamesAtOnce() {
        var c = filter.mount(FileSystem.NTFS);
        var first = c.create(PATH);
        var second = c.openExisting(PATH);
        filter.concurrently(() -> first.rename("\\one.txt"), () -> second.rename("\\other.txt"));
        first.close();
        second.close();
        filter.assertClean();
    }

    /** Operations on a volume from which a minifilter is detached. */
    public void operationsAndDetachAtOnce() {
        only(DriverModel.MINIFILTER);
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        filter.concurrently(
                        () -> {
                            handle.write(0, 10);
                            handle.close();
                        },
                        c::detach)
                .always(filter::assertClean);
    }

    /** Operations while the filter is unloaded. */
    public void operationsAndUnloadAtOnce() {
        var c = filter.mount(FileSystem.NTFS);
        var handle = c.create(PATH);
        filter.concurrently(
                        () -> {
                            handle.write(0, 10);
                            handle.close();
                        },
                        filter::unload)
                .always(filter::assertNoContexts);
    }

    /** A file's life: all that may fail in it may fail. */
    private void story(Volume volume) {
        filter.attempt(() -> {
            var handle = volume.create("\\story.txt");
            use(handle);
            handle.close();
        });
        volume.tryOpen("\\story.txt").ifPresent(handle -> {
            filter.attempt(() -> handle.rename("\\story renamed.txt"));
            filter.attempt(() -> handle.link("\\story linked.txt"));
            filter.attempt(() -> handle.truncate(10));
            filter.attempt(handle::delete);
            handle.close();
        });
        filter.attempt(() -> {
            var transaction = filter.beginTransaction();
            transaction.open(volume, "\\story in a transaction.txt").close();
            transaction.commit();
        });
    }

    private void use(Handle handle) {
        filter.attempt(() -> handle.write(0, 100));
        filter.attempt(() -> handle.read(0, 100));
        filter.attempt(() -> handle.query(InformationKind.ALL));
        filter.attempt(handle::touch);
        filter.attempt(handle::flush);
        filter.attempt(() -> handle.lock(0, 10));
        filter.attempt(() -> handle.unlock(0, 10));
        filter.attempt(handle::setSecurity);
    }

    private void only(DriverModel model) {
        Assumptions.assumeTrue(filter.model() == model, "this is about the " + model.key());
    }
}
