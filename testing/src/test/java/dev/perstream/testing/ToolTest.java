package dev.perstream.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

    @TempDir
    Path folder;

    @Test
    void aProgramThatDoesNotExistIsNotFound() {
        assertThat(Tool.find("perstream-no-such-program")).isEmpty();
    }

    @Test
    @RequiresToolchain("sh")
    void aFailureIsReportedWithItsOutput() {
        var outcome = Tool.require("sh").run(folder, "-c", "echo out; echo err >&2; exit 3");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).isEqualTo("out\nerr\n");
        assertThatThrownBy(outcome::orFail)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("err");
    }

    @Test
    @RequiresToolchain("sh")
    void aProgramRunsInTheFolderThatItIsGiven() {
        assertThat(Tool.require("sh").run(folder, "-c", "pwd -P").orFail().output())
                .contains(folder.getFileName().toString());
    }
}
