package dev.perstream.harness.junit;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.fake.FakeSide;
import dev.perstream.harness.fake.Tally;
import dev.perstream.harness.fake.TallyFilter;
import dev.perstream.harness.lockstep.Lockstep;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class on a fake model, and on a fake driver that counts one write too few or cannot be had. */
final class FakeSides implements ClassTemplateInvocationContextProvider {

    /** All models that were made, for the test that looks after their end. */
    static final Queue<FakeSide> MODELS = new ConcurrentLinkedQueue<>();

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        var driver = context.getConfigurationParameter("fake.driver").orElse("good");
        return Stream.of(false, true)
                .map(onDriver -> new Invocation(
                        variant(onDriver),
                        (variant, settings) -> variant.onDriver()
                                ? switch (driver) {
                                    case "missing" ->
                                        Attempt.refused(new Problem(Problem.Kind.TOOLCHAIN, "no compiler"));
                                    case "broken" ->
                                        Attempt.refused(new Problem(Problem.Kind.COMPILATION, "a.c:1: expected ;"));
                                    default -> Attempt.done(() -> new Lockstep(new FakeSide(), driver(driver)));
                                }
                                : Attempt.done(FakeSides::model)));
    }

    private static FakeSide model() {
        var model = new FakeSide();
        MODELS.add(model);
        return model;
    }

    private static FakeSide driver(String kind) {
        return kind.equals("good")
                ? new FakeSide()
                : new FakeSide().showing(tally -> new Tally(tally.opens(), tally.written() / 2));
    }

    private static Variant variant(boolean onDriver) {
        return new Variant(new Facade(TallyFilter.class), TallyFilter.DEFINITION, DriverModel.MINIFILTER, onDriver);
    }
}
