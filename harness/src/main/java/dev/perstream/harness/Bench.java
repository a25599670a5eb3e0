package dev.perstream.harness;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.differential.Differential;
import dev.perstream.harness.lockstep.Lockstep;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.ExploringSide;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a test of a filter runs on: one machine, which is the model, the driver, or both in step. It names what the test opens
 * and remembers what happened.
 */
public final class Bench {

    private static final int MOST_VOLUMES = 8;
    private static final char FIRST_LETTER = 'C';

    private final FilterDefinition definition;
    private final DriverModel model;
    private final ExploringSide side;
    private final long seed;
    private final List<VolumeDeclaration> volumes = new ArrayList<>();
    private final List<Trace.Entry> entries = new ArrayList<>();
    private Optional<Observation> now = Optional.empty();
    private Optional<Observation> shown = Optional.empty();
    private Optional<List<Step>> notes = Optional.empty();
    private NtStatus lastStatus = NtStatus.SUCCESS;
    private int handles;
    private int transactions;
    private boolean failuresMustHappen = true;
    private final List<FailureInjection> withoutStatus = new ArrayList<>();

    /**
     * A bench with a filter that is loaded when the test does its first step.
     *
     * @param side what carries out the steps
     * @param seed of what is random
     */
    public Bench(FilterDefinition definition, DriverModel model, ExploringSide side, long seed) {
        this.definition = definition;
        this.model = model;
        this.side = side;
        this.seed = seed;
    }

    /** What has happened so far. */
    public Trace trace() {
        return new Trace(entries);
    }

    /**
     * Closes everything, unloads the filter and looks for what it leaves behind.
     *
     * @throws AssertionError if a failure was planned that never came about, or without what it returns: a test of it
     *     would show nothing
     */
    public void finish() {
        if (!withoutStatus.isEmpty()) {
            throw new AssertionError(withoutStatus.get(0) + " plans nothing: say what the call returns,"
                    + " with .returning(NtStatus.…)");
        }
        if (isBegun()) {
            side.finish();
            if (failuresMustHappen && side.pendingFailures() > 0) {
                throw new AssertionError(
                        "a failure was planned that never came about, for the driver makes no such call"
                                + " (or not so many): plan one that it makes, " + plannedFailures());
            }
        }
    }

    /** A failure is being planned; what is returned is still to be said. */
    void expectStatusOf(FailureInjection failure) {
        withoutStatus.add(failure);
    }

    void hasStatus(FailureInjection failure) {
        withoutStatus.remove(failure);
    }

    /** Lets failures be planned that may not come about. */
    void tolerateUnusedFailures() {
        failuresMustHappen = false;
    }

    private String plannedFailures() {
        return entries.stream()
                .map(entry -> entry.step())
                .filter(step -> step instanceof SystemStep.FailRoutine || step instanceof SystemStep.FailAllocation)
                .map(step -> '"' + step.line() + '"')
                .collect(Collectors.joining(", ", "instead of ", ""));
    }

    FilterDefinition definition() {
        return definition;
    }

    /**
     * Carries out random sequences on machines of their own, and compares. On the model alone there is nothing to compare
     * with; it only must be able to carry them out.
     */
    void differential(long firstSeed, long operations) {
        if (isBegun()) {
            throw new IllegalStateException("random sequences have machines of their own: nothing can be done before");
        }
        var both = side instanceof Lockstep lockstep
                ? Differential.between(definition, model, lockstep.model(), lockstep.driver())
                : Differential.between(definition, model, side, side);
        both.run(firstSeed, operations).assertAgreement();
    }

    DriverModel model() {
        return model;
    }

    long seed() {
        return seed;
    }

    Volume mount(FileSystem fileSystem, VolumeBehaviour... behaviours) {
        if (notes.isPresent()) {
            throw new IllegalStateException("mount volumes before the threads start");
        }
        if (volumes.size() == MOST_VOLUMES) {
            throw new IllegalStateException("a machine has at most " + MOST_VOLUMES + " volumes");
        }
        var letter = (char) (FIRST_LETTER + volumes.size());
        var volume = new VolumeDeclaration(letter, fileSystem, Set.copyOf(List.of(behaviours)));
        volumes.add(volume);
        if (isBegun()) {
            beginAnew();
        }
        carryOut(new SystemStep.Mount(letter));
        return new Volume(this, volume);
    }

    Transaction beginTransaction() {
        transactions++;
        var transaction = new Transaction(this, "t" + transactions);
        carryOut(new SystemStep.BeginTransaction(transaction.name()));
        return transaction;
    }

    String nextHandle() {
        handles++;
        return "h" + handles;
    }

    /** Carries out a step that should succeed. */
    void carryOut(Step step) {
        var result = attempt(step);
        if (result.status().isEmpty() && !(step instanceof OpeningStep.Close)) {
            throw new IllegalStateException("\"" + step.line() + "\" cannot be done: nothing is open there any more");
        }
        if (result.status().isPresent() && !result.succeeded()) {
            throw new OperationFailedException(step, result.status().get());
        }
    }

    /** Carries out a step that may fail. */
    StepResult attempt(Step step) {
        if (notes.isPresent()) {
            notes.get().add(step);
            return StepResult.of(NtStatus.SUCCESS);
        }
        if (shown.isPresent()) {
            throw new IllegalStateException(
                    "the end of an exploration can be looked at, but nothing can be done there");
        }
        var before = observation();
        var result = side.perform(step);
        var after = side.observe();
        now = Optional.of(after);
        entries.add(new Trace.Entry(step, result, before, after));
        result.status().ifPresent(status -> lastStatus = status);
        return result;
    }

    NtStatus attempt(Runnable operations) {
        lastStatus = NtStatus.SUCCESS;
        try {
            operations.run();
            return lastStatus;
        } catch (OperationFailedException failure) {
            return failure.status();
        }
    }

    void expecting(NtStatus expected, Runnable operations) {
        var status = attempt(operations);
        if (!status.equals(expected)) {
            throw new AssertionError("expected " + expected + ", but it ended with " + status);
        }
    }

    /** All contexts as they are now. */
    Observation observation() {
        if (notes.isPresent()) {
            throw new IllegalStateException("the body of a thread sees no contexts; look at the outcomes");
        }
        if (!isBegun()) {
            beginAnew();
        }
        return shown.or(() -> now).orElseThrow();
    }

    <T extends ContextSnapshot> T context(ContextType<T> type, String from, Object owner) {
        return find(type, from).orElseThrow(() -> new AssertionError(owner + " has no " + type + "; " + inventory()));
    }

    <T extends ContextSnapshot> Optional<T> find(ContextType<T> type, String from) {
        return observation().contexts().stream()
                .filter(context -> context.reachedFrom().contains(from))
                .flatMap(context -> type.cast(context.snapshot()).stream())
                .findFirst();
    }

    <T extends ContextSnapshot> List<T> all(ContextType<T> type) {
        return observation().contexts().stream()
                .flatMap(context -> type.cast(context.snapshot()).stream())
                .toList();
    }

    void assertNone(Predicate<Attachment> attachments) {
        if (observation().contexts().stream().map(Observed::attachment).anyMatch(attachments)) {
            throw new AssertionError("contexts are left; " + inventory());
        }
    }

    <T> T noting(List<Step> into, Supplier<T> body) {
        if (notes.isPresent()) {
            throw new IllegalStateException("a thread cannot start another");
        }
        observation();
        notes = Optional.of(into);
        try {
            return body.get();
        } finally {
            notes = Optional.empty();
        }
    }

    Outcomes explore(List<ThreadSteps> threads, Bounds bounds) {
        observation();
        var possibilities = side.explore(threads, bounds);
        threads.forEach(thread -> thread.steps().forEach(this::attempt));
        return new Outcomes(this, possibilities);
    }

    /** Shows another moment while assertions run. */
    void during(Observation moment, Runnable assertions) {
        shown = Optional.of(moment);
        try {
            assertions.run();
        } finally {
            shown = Optional.empty();
        }
    }

    private boolean isBegun() {
        return now.isPresent();
    }

    /**
     * Begins with the volumes that there are, and carries out again what has happened: a machine's volumes are fixed when it
     * begins.
     */
    private void beginAnew() {
        side.begin(new Declarations(definition.windows(), definition.name(), definition.failsOperations(), volumes));
        var steps = entries.stream().map(Trace.Entry::step).toList();
        entries.clear();
        now = Optional.of(side.observe());
        if (steps.isEmpty()) {
            carryOut(new SystemStep.Load());
        }
        steps.forEach(this::attempt);
    }

    private String inventory() {
        var contexts = observation().contexts();
        return contexts.isEmpty()
                ? "there are no contexts at all"
                : contexts.stream().map(Observed::name).collect(Collectors.joining("; ", "there is ", ""));
    }
}
