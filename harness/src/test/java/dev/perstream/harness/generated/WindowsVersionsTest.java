package dev.perstream.harness.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.junit.Runs;
import dev.perstream.testing.RequiresToolchain;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter may be for any Windows from Vista on, and its drivers are tested on the one it is for. */
@RequiresToolchain("gcc")
class WindowsVersionsTest {

    private static final Path FOLDER = Path.of("target/windows-versions");

    private static final String SCHEMA = """
            perstream: 1
            filter:
              name: Old
              description: Runs on some Windows
              provider: Example
              version: 1.0.0
              models: [minifilter, legacy]
              group: activity-monitor
              altitude: 370077
              windows: WINDOWS
              architectures: [x64]
            contexts:
              State:
                attach: stream
                pool: nonpaged
                fields:
                  Opens: uint32
                  Name: { type: string, max: 64 }
                track:
                  create: [Opens += 1, Name = name]
            """;

    /** The oldest, a service pack, and a build that brought no new version of the headers. */
    @ParameterizedTest
    @ValueSource(strings = {"6.0.6000", "6.1.7601", "10.0.19045"})
    void bothDriversAreTestedOnTheWindowsOfTheSchema(String windows) {
        var folder = FOLDER.resolve(windows);
        var filter = GeneratedFilter.of(SCHEMA.replace("WINDOWS", windows), folder);
        var parameters = Map.of(
                "perstream.drivers", folder.toString(),
                "perstream.driver", "required",
                "perstream.cache", "target/simulator");

        var ran = Runs.of(filter.contract(), parameters);

        assertThat(ran).extracting(Runs.Ran::variant).contains("minifilter, driver", "legacy, driver");
        assertThat(ran)
                .filteredOn(one -> one.outcome() == Runs.Outcome.FAILED)
                .extracting(one -> one.text() + "\n" + one.message())
                .isEmpty();
    }
}
