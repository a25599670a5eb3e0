package dev.perstream.harness.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {

    @Test
    void aReplayKeepsWhatIsBuiltAndDropsWhatWasExplored() {
        var command = new ReplayCommand(
                "simulate",
                List.of(
                        "run",
                        "a b.txt",
                        "--driver",
                        "src",
                        "--define",
                        "X=1",
                        "--preemptions",
                        "2",
                        "--faults=1",
                        "--random",
                        "10",
                        "--seed",
                        "4",
                        "--keep-going",
                        "--format",
                        "sarif",
                        "--output",
                        "o.sarif"));

        assertThat(command.with("p1=1,f2=3"))
                .isEqualTo("simulate run 'a b.txt' --driver src --define X=1 --replay p1=1,f2=3");
    }

    @Test
    void aQuoteIsQuoted() {
        assertThat(new ReplayCommand("simulate", List.of("run", "it's")).with("-"))
                .isEqualTo("simulate run 'it'\\''s' --replay -");
    }
}
