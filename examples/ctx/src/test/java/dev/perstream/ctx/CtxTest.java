package dev.perstream.ctx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.Handle;
import dev.perstream.harness.Volume;
import dev.perstream.harness.junit.FilterTest;
import dev.perstream.harness.world.FileSystem;
import org.junit.jupiter.api.Test;

@FilterTest(CtxFilter.class)
class CtxTest {

    @Test
    void eachInstanceKnowsItsVolume(CtxFilter ctx) {
        Volume c = ctx.mount(FileSystem.NTFS);
        Volume d = ctx.mount(FileSystem.FAT);

        assertThat(ctx.instanceState(c).volumeName()).isEqualTo("\\Device\\HarddiskVolume1");
        assertThat(ctx.instanceState(d).volumeName()).isEqualTo("\\Device\\HarddiskVolume2");
    }

    @Test
    void streamsOfOneFileShareTheFileContextAndNothingElse(CtxFilter ctx) {
        Volume c = ctx.mount(FileSystem.NTFS);
        Handle main = c.create("\\report.txt");
        Handle other = c.create("\\report.txt:notes");

        assertThat(ctx.fileState(main)).isSameAs(ctx.fileState(other));
        assertThat(ctx.streamState(main)).isNotSameAs(ctx.streamState(other));
    }

    @Test
    void hardLinksLeadToOneStream(CtxFilter ctx) {
        Volume c = ctx.mount(FileSystem.NTFS);
        Handle first = c.create("\\report.txt");
        first.link("\\copy.txt");
        Handle second = c.open("\\copy.txt");

        assertThat(ctx.streamState(first)).isSameAs(ctx.streamState(second));
        assertThat(ctx.streamState(first).fileName()).endsWith("\\copy.txt");
        assertThat(ctx.handleState(first).fileName()).endsWith("\\report.txt");
    }

    @Test
    void cleanupComesWithTheHandleAndCloseWithTheFileObject(CtxFilter ctx) {
        Volume c = ctx.mount(FileSystem.NTFS);
        Handle watcher = c.create("\\report.txt");
        Handle closed = c.open("\\report.txt").hold();

        closed.close();
        assertThat(ctx.streamState(watcher).cleanupCount()).isEqualTo(1);
        assertThat(ctx.streamState(watcher).closeCount()).isZero();

        closed.release();
        assertThat(ctx.streamState(watcher).closeCount()).isEqualTo(1);
    }

    @Test
    void twoOpensAtOnceAreBothCounted(CtxFilter ctx) {
        Volume c = ctx.mount(FileSystem.NTFS);
        c.create("\\report.txt").close();

        var threads = ctx.threads();
        var a = threads.start("A", () -> c.open("\\report.txt"));
        threads.start("B", () -> c.open("\\report.txt"));

        threads.explore()
                .always(() -> assertThat(ctx.streamState(a).createCount()).isEqualTo(2));
    }

    @Test
    void detachedVolumesAreForgotten(CtxFilter ctx) {
        Volume c = ctx.mount(FileSystem.NTFS);
        Handle a = c.create("\\report.txt");

        c.detach();

        assertThat(ctx.findInstanceState(c)).isEmpty();
        assertThat(ctx.findStreamState(a)).isEmpty();
    }
}
