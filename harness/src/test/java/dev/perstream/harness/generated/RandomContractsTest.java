package dev.perstream.harness.generated;

import dev.perstream.emit.RandomSchema;
import dev.perstream.model.DriverModel;
import dev.perstream.testing.RequiresToolchain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of filters that nobody has designed, the contract holds as well: on the model, and on the drivers that are generated. */
@RequiresToolchain("gcc")
class RandomContractsTest {

    private static final Path FOLDER = Path.of("target/random-contracts");
    /** The first and the last seed, each for both kinds of filters. */
    private static final String SEEDS = System.getProperty("perstream.contracts", "");

    private static final Set<DriverModel> BOTH = EnumSet.allOf(DriverModel.class);
    private static final Set<DriverModel> MINIFILTER = EnumSet.of(DriverModel.MINIFILTER);

    /**
     * A schema that chance has written.
     *
     * @param models the drivers it is for
     */
    record Chance(long seed, Set<DriverModel> models) {

        String schema() {
            return RandomSchema.of(seed, models);
        }

        Path folder() {
            return FOLDER.resolve(seed + (models.equals(BOTH) ? "-both" : "-minifilter"));
        }

        @Override
        public String toString() {
            return "seed " + seed + (models.equals(BOTH) ? ", both models" : ", minifilter");
        }
    }

    /** More are tried with the profile {@code contracts}, or with {@code -Dperstream.contracts=13-20}. */
    static Stream<Chance> schemas() {
        if (SEEDS.isEmpty()) {
            return Stream.of(new Chance(1, MINIFILTER), new Chance(4, BOTH), new Chance(9, MINIFILTER));
        }
        var bounds = Arrays.stream(SEEDS.split("-")).mapToLong(Long::parseLong).toArray();
        return LongStream.rangeClosed(bounds[0], bounds[bounds.length - 1])
                .boxed()
                .flatMap(seed -> Stream.of(new Chance(seed, BOTH), new Chance(seed, MINIFILTER)));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void contractOfARandomSchemaHolds(Chance chance) {
        GeneratedContract.holds(chance.schema(), chance.folder());
    }
}
