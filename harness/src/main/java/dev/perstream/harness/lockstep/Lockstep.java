package dev.perstream.harness.lockstep;

import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.ExploringSide;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Possibilities.Ending;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The driver, with the model beside it. Each step is carried out on both, and both must show the same afterwards; from a
 * failure on that a test injects, which the model does not know, the driver goes on alone until the next begin.
 */
public final class Lockstep implements ExploringSide {

    /** More than these are tried on the model only if the driver has an ending that fewer do not lead to. */
    private static final int MOST_INTERRUPTIONS = 4;

    private final ExploringSide model;
    private final ExploringSide driver;
    private final List<Step> steps = new ArrayList<>();
    private Declarations declarations = new Declarations("", "", false, List.of());
    private Optional<Observation> now = Optional.empty();
    private boolean comparing;

    /** Both sides; closing this closes both. */
    public Lockstep(ExploringSide model, ExploringSide driver) {
        this.model = model;
        this.driver = driver;
    }

    /** The model alone. Whoever uses it by itself begins anew afterwards. */
    public ExploringSide model() {
        return model;
    }

    /** The driver alone, likewise. */
    public ExploringSide driver() {
        return driver;
    }

    @Override
    public void begin(Declarations machine) {
        declarations = machine;
        steps.clear();
        comparing = true;
        driver.begin(machine);
        model.begin(machine);
        now = Optional.empty();
    }

    @Override
    public StepResult perform(Step step) {
        return performAll(List.of(step)).get(0).result();
    }

    /** On the driver all at once, which is faster than one by one. */
    @Override
    public List<Moment> performAll(List<Step> all) {
        var onDriver = driver.performAll(all);
        for (var index = 0; index < all.size(); index++) {
            var step = all.get(index);
            steps.add(step);
            comparing =
                    comparing && !(step instanceof SystemStep.FailAllocation || step instanceof SystemStep.FailRoutine);
            if (comparing) {
                compare(step, onDriver.get(index));
            }
        }
        if (!onDriver.isEmpty()) {
            now = Optional.of(onDriver.get(onDriver.size() - 1).observation());
        }
        return onDriver;
    }

    /** What the driver shows, which is what the model shows while the two are compared. */
    @Override
    public Observation observe() {
        if (now.isEmpty()) {
            var shown = driver.observe();
            now = Optional.of(shown);
            if (comparing) {
                check("when nothing has happened yet", Comparison.differences(model.observe(), shown));
            }
        }
        return now.get();
    }

    /** Each ending of the driver's must be one of the model's, if not of whole operations, then of interrupted ones. */
    @Override
    public Possibilities explore(List<ThreadSteps> threads, Bounds bounds) {
        var onDriver = driver.explore(threads, bounds);
        if (comparing) {
            var onModel = model.explore(threads, bounds);
            var strange = missing(onDriver.endings(), onModel.endings());
            var finer = onModel.endings();
            for (var interruptions = 1; !strange.isEmpty() && interruptions <= MOST_INTERRUPTIONS; interruptions++) {
                finer = model.exploreInterrupted(threads, interruptions).endings();
                strange = missing(strange, finer);
            }
            for (var ending : strange) {
                compare(threads, finer, ending);
            }
        }
        return onDriver;
    }

    @Override
    public void finish() {
        driver.finish();
        if (comparing) {
            model.finish();
        }
    }

    @Override
    public int pendingFailures() {
        return driver.pendingFailures();
    }

    @Override
    public void close() {
        try {
            driver.close();
        } finally {
            model.close();
        }
    }

    private void compare(Step step, Moment onDriver) {
        var result = model.perform(step);
        var differences = new ArrayList<String>();
        if (!result.equals(onDriver.result())) {
            differences.add("it ends with " + result + " on the model, with " + onDriver.result() + " on the driver");
        }
        differences.addAll(Comparison.differences(model.observe(), onDriver.observation()));
        check("after step " + steps.size() + ", \"" + step.line() + "\"", differences);
    }

    private static List<Ending> missing(List<Ending> onDriver, List<Ending> onModel) {
        return onDriver.stream()
                .filter(ending -> onModel.stream()
                        .noneMatch(other -> Comparison.differences(other.observation(), ending.observation())
                                .isEmpty()))
                .toList();
    }

    private void compare(List<ThreadSteps> threads, List<Ending> onModel, Ending onDriver) {
        var closest = onModel.stream()
                .map(ending -> Comparison.differences(ending.observation(), onDriver.observation()))
                .min(Comparator.comparing(List::size));
        check(
                "about what can come of " + text(threads)
                        + "; the model has no ending as this one of the driver's, and in the closest",
                closest.orElse(List.of("there is none at all on the model")),
                Optional.of(onDriver.replay()));
    }

    private static String text(List<ThreadSteps> threads) {
        return String.join(
                " and ",
                threads.stream()
                        .map(thread -> "thread " + thread.name() + " (\""
                                + String.join(
                                        "\", \"",
                                        thread.steps().stream().map(Step::line).toList()) + "\")")
                        .toList());
    }

    private void check(String when, List<String> differences) {
        check(when, differences, Optional.empty());
    }

    private void check(String when, List<String> differences, Optional<String> replay) {
        if (!differences.isEmpty()) {
            throw new DisagreementError(when, differences, declarations, steps, replay);
        }
    }
}
