package dev.perstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.Handle;
import dev.perstream.harness.Volume;
import dev.perstream.harness.junit.FilterTest;
import dev.perstream.harness.world.FileSystem;
import org.junit.jupiter.api.Test;

@FilterTest(AuditFilter.class) // each test runs on the model and on the compiled driver
class AuditTest {

    @Test
    void secondOpenSharesTheStreamContext(AuditFilter audit) {
        Volume c = audit.mount(FileSystem.NTFS);
        Handle a = c.open("\\log.txt");
        Handle b = c.open("\\log.txt");
        assertThat(audit.streamState(a)).isSameAs(audit.streamState(b));
        assertThat(audit.streamState(b).openCount()).isEqualTo(2);
    }

    @Test
    void handlesKnowTheStreamThatTheyWriteTo(AuditFilter audit) {
        Volume c = audit.mount(FileSystem.NTFS);
        Handle writer = c.create("\\log.txt");
        Handle reader = c.open("\\log.txt");
        writer.write(0, 100);

        var stream = audit.handleState(reader).stream().value();

        assertThat(stream).contains(audit.streamState(writer));
        assertThat(stream.orElseThrow().bytesWritten()).isEqualTo(100);
    }

    @Test
    void writesThatFailDoNotCount(AuditFilter audit) {
        Volume c = audit.mount(FileSystem.NTFS);
        Handle writer = c.create("\\log.txt").write(0, 100);
        Handle other = c.open("\\log.txt").lock(0, 10);

        assertThat(audit.attempt(() -> writer.write(0, 10)).isSuccess()).isFalse();

        assertThat(audit.streamState(other).bytesWritten()).isEqualTo(100);
    }

    @Test
    void theNameFollowsTheFile(AuditFilter audit) {
        Volume c = audit.mount(FileSystem.NTFS);
        Handle a = c.create("\\log.txt");

        a.rename("\\log.old");

        assertThat(audit.streamState(a).name()).endsWith("\\log.old");
    }

    @Test
    void aFileSystemWithoutContextsIsLeftAlone(AuditFilter audit) {
        Volume c = audit.mount(FileSystem.PLAIN);
        Handle a = c.open("\\log.txt").write(0, 100);

        assertThat(audit.findStreamState(a)).isEmpty();
    }
}
