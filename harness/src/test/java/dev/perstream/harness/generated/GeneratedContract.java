package dev.perstream.harness.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.junit.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The generated contract test of a schema, run on the model and on the drivers that are generated. */
final class GeneratedContract {

    private static final int MOST = Integer.getInteger("perstream.most", 5);

    private GeneratedContract() {}

    /**
     * Fails with what fails in it.
     *
     * @param schema without mistakes
     * @param folder for what is generated; what is there already and has not changed stays
     */
    static void holds(String schema, Path folder) {
        var filter = GeneratedFilter.of(schema, folder);

        var ran = Runs.of(
                filter.contract(),
                Map.of(
                        "perstream.drivers", folder.toString(),
                        "perstream.driver", "required",
                        "perstream.cache", "target/simulator"));

        assertThat(ran).isNotEmpty();
        assertThat(failures(ran)).as(schema).isEmpty();
    }

    /** A few: the same tends to fail many tests. */
    private static List<String> failures(List<Runs.Ran> ran) {
        return ran.stream()
                .filter(one -> one.outcome() == Runs.Outcome.FAILED)
                .limit(MOST)
                .map(one -> one.text() + "\n" + one.message())
                .toList();
    }
}
