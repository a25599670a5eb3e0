package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.world.FileSystem;

/**
 * The stories behind the rules for the context of a volume, or of the filter's instance on it.
 *
 * @param <T> the context's class
 */
public final class VolumeContract<T extends ContextSnapshot> {

    private final Filter filter;
    private final ContextType<T> type;

    private VolumeContract(Filter filter, ContextType<T> type) {
        this.filter = filter;
        this.type = type;
    }

    /** For a context. */
    public static <T extends ContextSnapshot> VolumeContract<T> of(Filter filter, ContextType<T> type) {
        return new VolumeContract<>(filter, type);
    }

    /** Each volume has one of its own. */
    public void eachVolumeHasItsOwn() {
        var c = filter.mount(FileSystem.NTFS);
        var d = filter.mount(FileSystem.FAT);
        Check.that("the first volume has a " + type, filter.findContext(type, c).isPresent());
        Check.that(
                "the second volume has a " + type, filter.findContext(type, d).isPresent());
        Check.equal(type + " with two volumes", 2, filter.contexts(type).size());
    }

    /** A volume whose files cannot have contexts has one nevertheless. */
    public void fileSystemNeedsNoSupport() {
        var c = filter.mount(FileSystem.PLAIN);
        Check.that("the volume has a " + type, filter.findContext(type, c).isPresent());
    }

    /** When the volume goes, so does it. */
    public void goesWithTheVolume() {
        var c = filter.mount(FileSystem.NTFS);
        c.dismount();
        Check.equal(type + " after the dismount", 0, filter.contexts(type).size());
    }

    /** When the filter goes, so does it; it is a new one when the filter comes back. */
    public void goesWithTheFilter() {
        var c = filter.mount(FileSystem.NTFS);
        filter.unload();
        filter.assertNoContexts();
        filter.load();
        Check.that(
                "the volume has a " + type + " again",
                filter.findContext(type, c).isPresent());
    }
}
