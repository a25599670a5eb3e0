package dev.perstream.filespy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.Handle;
import dev.perstream.harness.Volume;
import dev.perstream.harness.junit.FilterTest;
import dev.perstream.harness.world.FileSystem;
import org.junit.jupiter.api.Test;

@FilterTest(FileSpyFilter.class)
class FileSpyTest {

    @Test
    void theNameIsThatOfTheFirstOpen(FileSpyFilter spy) {
        Volume c = spy.mount(FileSystem.NTFS);
        Handle first = c.create("\\report.txt");
        Handle second = c.open("\\REPORT.TXT");

        assertThat(spy.streamName(second)).isSameAs(spy.streamName(first));
        assertThat(spy.streamName(second).name()).endsWith("\\report.txt");
        assertThat(spy.streamName(second).useCount()).isEqualTo(2);
    }

    @Test
    void aRenamedFileIsNamedAnewWithTheNextOpen(FileSpyFilter spy) {
        Volume c = spy.mount(FileSystem.NTFS);
        Handle a = c.create("\\report.txt");

        a.rename("\\draft.txt");
        assertThat(spy.findStreamName(a)).isEmpty();

        Handle b = c.open("\\draft.txt");
        assertThat(spy.streamName(b).name()).endsWith("\\draft.txt");
        assertThat(spy.streamName(b).useCount()).isEqualTo(1);
    }

    @Test
    void eachVolumeCountsItsOwnRequests(FileSpyFilter spy) {
        Volume c = spy.mount(FileSystem.NTFS);
        Volume d = spy.mount(FileSystem.FAT);
        Handle a = c.create("\\report.txt");
        var before = spy.volumeCounters(c);
        var other = spy.volumeCounters(d);

        a.write(0, 10).write(10, 10).read(0, 20);

        var after = spy.volumeCounters(c);
        assertThat(after.writes()).isEqualTo(before.writes() + 2);
        assertThat(after.reads()).isEqualTo(before.reads() + 1);
        assertThat(spy.volumeCounters(d)).isEqualTo(other);
    }
}
