import dev.perstream.audit.AuditFilter;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.differential.Differential;
import dev.perstream.harness.differential.Sequence;
import dev.perstream.harness.driver.DriverImages;
import dev.perstream.harness.driver.DriverSettings;
import dev.perstream.harness.driver.DriverSide;
import dev.perstream.harness.model.side.ModelSide;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import dev.perstream.harness.world.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * How many random operations a second the model of the audit example carries out, its driver, and both with the comparison.
 * Each observes all contexts after each operation. Arguments: the example's folder, seconds for each measurement.
 */
public final class Operations {

    private static final int SEQUENCES = 400;

    private Operations() {}

    public static void main(String... arguments) {
        var base = Path.of(arguments[0]);
        var time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        System.out.println("operations per second           model    driver      both");
        for (var kind : DriverModel.values()) {
            for (var sanitizers : List.of(false, true)) {
                measure(base, time, kind, sanitizers);
            }
        }
    }

    private static void measure(Path base, Duration time, DriverModel kind, boolean sanitizers) {
        var environment = Environment.ofThisProcess();
        var driver = Toolchain.find(environment.searchPath(), environment.cache(), Optional.empty(), sanitizers)
                .then(Simulator::of)
                .then(simulator -> new DriverImages(simulator, base).build(AuditFilter.DEFINITION, kind))
                .orElseThrow();
        try (var model = new ModelSide(AuditFilter.DEFINITION, kind);
                var side = DriverSide.start(driver, DriverSettings.of(base))) {
            var both = Differential.between(AuditFilter.DEFINITION, kind, model, side);
            var sequences = new ArrayList<Sequence>();
            for (var seed = 0; seed < SEQUENCES; seed++) {
                sequences.add(both.sensible(seed));
            }
            System.out.printf(
                    "%-10s %-15s %9d %9d %9d%n",
                    kind.key(),
                    sanitizers ? "sanitizers" : "no sanitizers",
                    rate(time, round -> carryOut(model, sequences.get(round % SEQUENCES))),
                    rate(time, round -> carryOut(side, sequences.get(round % SEQUENCES))),
                    rate(time, round -> agreed(both, round)));
        }
    }

    private static long carryOut(Side side, Sequence sequence) {
        side.begin(sequence.declarations());
        var moments = side.performAll(sequence.steps());
        side.finish();
        return moments.size();
    }

    private static long agreed(Differential both, int round) {
        var outcome = both.run(round % SEQUENCES, 1);
        outcome.assertAgreement();
        return outcome.operations();
    }

    /** A third of the time is for warming up. */
    private static long rate(Duration time, IntToLongFunction round) {
        count(time.dividedBy(2), round);
        var start = System.nanoTime();
        var operations = count(time, round);
        return operations * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static long count(Duration time, IntToLongFunction round) {
        var operations = 0L;
        var end = System.nanoTime() + time.toNanos();
        for (var number = 0; System.nanoTime() < end; number++) {
            operations += round.applyAsLong(number);
        }
        return operations;
    }
}
