package dev.perstream.harness.model.side;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.filter.FilterEngine;
import dev.perstream.harness.model.filter.Observer;
import dev.perstream.harness.model.machine.Clock;
import dev.perstream.harness.model.machine.Machine;
import dev.perstream.harness.model.machine.Mount;
import dev.perstream.harness.model.machine.Volume;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.ExploringSide;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reference: a filter as its schema describes it, on a machine as Windows is documented, both without a line of C.
 * Injected failures mean nothing to it.
 */
public final class ModelSide implements ExploringSide {

    private static final NtStatus INSTANCE_NAME_COLLISION = new NtStatus(0xC01C0012);
    private static final NtStatus INSTANCE_NOT_FOUND = new NtStatus(0xC01C0015);

    /** How long a legacy filter leaves requests in its devices before it frees them. */
    private static final Duration DETACH_DELAY = Duration.ofSeconds(5);

    private final FilterDefinition definition;
    private final DriverModel model;
    private final List<Step> performed = new ArrayList<>();
    private @Nullable World world;
    private @Nullable Observation observed;

    /** The machine with the filter, since the last begin. */
    private record World(Declarations declarations, Clock clock, FilterEngine filter, Machine machine) {}

    /** A side that has not begun yet. */
    public ModelSide(FilterDefinition definition, DriverModel model) {
        this.definition = definition;
        this.model = model;
    }

    @Override
    public void begin(Declarations declarations) {
        var clock = new Clock();
        var filter = new FilterEngine(definition, model, clock);
        world = new World(declarations, clock, filter, new Machine(declarations, filter, clock));
        performed.clear();
        observed = null;
    }

    private World world() {
        var current = world;
        if (current == null) {
            throw new IllegalStateException("Nothing has begun: call begin first");
        }
        return current;
    }

    @Override
    public StepResult perform(Step step) {
        performed.add(step);
        observed = null;
        return carryOut(world(), step);
    }

    private StepResult carryOut(World in, Step step) {
        return in.machine().perform(step).orElseGet(() -> onFilter(in, step));
    }

    private StepResult onFilter(World in, Step step) {
        if (step instanceof SystemStep.Load) {
            return load(in);
        }
        if (step instanceof SystemStep.Unload) {
            return unload(in);
        }
        if (step instanceof SystemStep.Attach attach) {
            return attachment(in, attach.volume(), true);
        }
        if (step instanceof SystemStep.Detach detach) {
            return attachment(in, detach.volume(), false);
        }
        if (step instanceof SystemStep.Shutdown) {
            in.filter().shutdown();
        }
        if (step instanceof SystemStep.Pass pass) {
            in.clock().pass(Duration.ofMillis(pass.time().toMillis()));
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    private StepResult load(World in) {
        if (in.filter().isLoaded()) {
            return StepResult.SKIPPED;
        }
        in.filter().load();
        in.machine().volumes().forEach(volume -> volume.mount().ifPresent(in.filter()::attach));
        return StepResult.of(NtStatus.SUCCESS);
    }

    private StepResult unload(World in) {
        if (!in.filter().isLoaded()) {
            return StepResult.SKIPPED;
        }
        in.filter().unload();
        if (model == DriverModel.LEGACY) {
            in.clock().pass(DETACH_DELAY);
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    /** By hand, which is for minifilters. */
    private StepResult attachment(World in, char letter, boolean attaches) {
        var mount = in.machine().volume(letter).flatMap(Volume::mount);
        if (model == DriverModel.LEGACY || !in.filter().isLoaded() || mount.isEmpty()) {
            return StepResult.SKIPPED;
        }
        if (in.filter().isAttached(mount.get()) == attaches) {
            return StepResult.of(attaches ? INSTANCE_NAME_COLLISION : INSTANCE_NOT_FOUND);
        }
        Consumer<Mount> change = attaches ? in.filter()::attach : in.filter()::detach;
        change.accept(mount.get());
        return StepResult.of(NtStatus.SUCCESS);
    }

    @Override
    public Observation observe() {
        var known = observed;
        if (known == null) {
            var in = world();
            known = Observer.observe(in.machine(), in.filter(), in.clock().now());
            observed = known;
        }
        return known;
    }

    /** All orders of whole operations, each once: whatever the bounds, there is no other way for it to end. */
    @Override
    public Possibilities explore(List<ThreadSteps> threads, Bounds bounds) {
        return new Orders(this, threads).tried();
    }

    /** In which smaller parts of operations come between each other, and no further than it takes. */
    @Override
    public Possibilities exploreInterrupted(List<ThreadSteps> threads, int interruptions) {
        return new Interleavings(this, threads, interruptions).tried();
    }

    /** What is to happen between the parts of operations. */
    void pausing(Runnable pause) {
        world().filter().pausing(pause);
    }

    /** A side of its own to which the same has happened. */
    ModelSide copy() {
        var copy = new ModelSide(definition, model);
        copy.begin(world().declarations());
        performed.forEach(copy::perform);
        return copy;
    }

    /** The steps that follow are those of a thread: 0 is the first. */
    void goOnIn(int thread) {
        world().filter().goOnIn(thread);
    }

    @Override
    public void finish() {
        var in = world();
        in.machine().closeEverything();
        unload(in);
        observed = null;
    }

    @Override
    public void close() {
        world = null;
    }
}
