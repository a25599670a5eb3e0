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
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * How many random operations a second the model of the audit example carries out, its driver, and both with the comparison.
 * Each observes all contexts after each operation. The three take turns, so that a machine that is busy for a while is so
 * for all of them; what is told is the median of the rounds, with the least and the most.
 *
 * <p>Arguments: the example's folder, seconds for one measurement, rounds.
 */
public final class Operations {

    /** All are carried out in each measurement, whatever it takes: the sequences are not equally costly. */
    private static final int SEQUENCES = 100;

    /** Rounds that do not count: until the compilers of the virtual machine have seen what is run. */
    private static final int WARM_UPS = 2;

    private Operations() {}

    public static void main(String... arguments) {
        var base = Path.of(arguments[0]);
        var time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        var rounds = Integer.parseInt(arguments[2]);
        System.out.println("operations per second: median (least to most) of " + rounds + " rounds of "
                + time.toSeconds() + " s");
        for (var kind : DriverModel.values()) {
            for (var sanitizers : List.of(false, true)) {
                measure(base, new Plan(time, rounds), kind, sanitizers);
            }
        }
    }

    private record Plan(Duration time, int rounds) {}

    private record Contender(String name, IntToLongFunction sequence, List<Long> rates) {}

    private static void measure(Path base, Plan plan, DriverModel kind, boolean sanitizers) {
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
            var contenders = List.of(
                    contender("model", index -> carryOut(model, sequences.get(index))),
                    contender("driver", index -> carryOut(side, sequences.get(index))),
                    contender("comparison", index -> agreed(both, index)));
            for (var round = -WARM_UPS; round < plan.rounds(); round++) {
                for (var contender : contenders) {
                    var rate = rate(plan.time(), contender.sequence());
                    if (round >= 0) {
                        contender.rates().add(rate);
                    }
                }
            }
            contenders.forEach(contender -> tell(kind.key() + (sanitizers ? ", sanitizers" : ""), contender));
        }
    }

    private static Contender contender(String name, IntToLongFunction sequence) {
        return new Contender(name, sequence, new ArrayList<>());
    }

    private static void tell(String driver, Contender contender) {
        var sorted = contender.rates().stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-24s %-12s %9d  (%d to %d)%n",
                driver,
                contender.name(),
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static long carryOut(Side side, Sequence sequence) {
        side.begin(sequence.declarations());
        var moments = side.performAll(sequence.steps());
        side.finish();
        return moments.size();
    }

    /** Generates the sequence of a seed, follows it on the model, carries it out on the driver, and compares. */
    private static long agreed(Differential both, int seed) {
        var outcome = both.run(seed, 1);
        outcome.assertAgreement();
        return outcome.operations();
    }

    /** All sequences at least once, and whole passes only, so that each measurement is of the same work. */
    private static long rate(Duration time, IntToLongFunction sequence) {
        var operations = 0L;
        var start = System.nanoTime();
        long taken;
        do {
            for (var index = 0; index < SEQUENCES; index++) {
                operations += sequence.applyAsLong(index);
            }
            taken = System.nanoTime() - start;
        } while (taken < time.toNanos());
        return Math.round(operations * 1e9 / taken);
    }
}
