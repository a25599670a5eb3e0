package dev.perstream.harness;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A filter under test on a machine of its own, on which nothing has happened but that the filter is loaded. The generated
 * class of a filter extends it.
 */
public abstract class Filter {

    private final Bench bench;

    /** A filter on a bench, of which the test's extension makes a new one for each test. */
    protected Filter(Bench bench) {
        this.bench = bench;
    }

    /** The filter as its schema describes it. */
    public FilterDefinition definition() {
        return bench.definition();
    }

    /** The kind of driver that the test runs on now, for what the two do differently. */
    public DriverModel model() {
        return bench.model();
    }

    /** The seed of what a test does at random; another with the configuration parameter {@code perstream.seed}. */
    public long seed() {
        return bench.seed();
    }

    /** Adds a volume to the machine and mounts it. The first is {@code C:}; there are at most 8. */
    public Volume mount(FileSystem fileSystem, VolumeBehaviour... behaviours) {
        return bench.mount(fileSystem, behaviours);
    }

    /** Begins a transaction. */
    public Transaction beginTransaction() {
        return bench.beginTransaction();
    }

    /** Loads the filter again after it was unloaded. */
    public void load() {
        bench.carryOut(new SystemStep.Load());
    }

    /** Unloads the filter; what it leaves behind fails the test. */
    public void unload() {
        bench.carryOut(new SystemStep.Unload());
    }

    /** The system shuts down. */
    public void shutdown() {
        bench.carryOut(new SystemStep.Shutdown());
    }

    /**
     * Time passes on the machine; whole milliseconds.
     *
     * @throws IllegalArgumentException if the time is negative, or longer than a hundred years
     */
    public void pass(Duration time) {
        bench.carryOut(new SystemStep.Pass(time));
    }

    /**
     * The driver's n-th allocation from now on fails, counted from 1. On the model it has no effect, and from then on the
     * two are not compared until the test ends. A test during which the driver makes no such allocation fails.
     *
     * @throws IllegalArgumentException if the ordinal is less than 1
     */
    public void failAllocation(int ordinal) {
        if (ordinal < 1) {
            throw new IllegalArgumentException("allocations are counted from 1, not " + ordinal);
        }
        bench.carryOut(new SystemStep.FailAllocation(ordinal));
    }

    /** The same for tests that let one allocation after the other fail: there may be fewer. */
    public void failAllocationIfMade(int ordinal) {
        bench.tolerateUnusedFailures();
        failAllocation(ordinal);
    }

    /** The driver's next call of a routine fails: {@code audit.failing("FltGetFileNameInformation").returning(...)}. */
    public FailureInjection failing(String routine) {
        return new FailureInjection(bench, routine, 1);
    }

    /** Carries out operations that may fail, and returns the status of the one that did, or else of the last. */
    public NtStatus attempt(Runnable operations) {
        return bench.attempt(operations);
    }

    /**
     * Carries out operations of which the last fails with a status.
     *
     * @throws AssertionError if none fails, or with another status
     */
    public void expecting(NtStatus status, Runnable operations) {
        bench.expecting(status, operations);
    }

    /**
     * The context of the file, stream or file object that a handle is open on.
     *
     * @throws AssertionError if there is none
     */
    public <T extends ContextSnapshot> T context(ContextType<T> type, Handle handle) {
        return bench.context(type, handle.name(), handle);
    }

    /**
     * The context of a volume or of the filter's instance on it.
     *
     * @throws AssertionError if there is none
     */
    public <T extends ContextSnapshot> T context(ContextType<T> type, Volume volume) {
        return bench.context(type, volume.key(), volume);
    }

    /**
     * The context of a transaction.
     *
     * @throws AssertionError if there is none
     */
    public <T extends ContextSnapshot> T context(ContextType<T> type, Transaction transaction) {
        return bench.context(type, transaction.name(), transaction);
    }

    /** The context of the file, stream or file object that a handle is open on, if there is one. */
    public <T extends ContextSnapshot> Optional<T> findContext(ContextType<T> type, Handle handle) {
        return bench.find(type, handle.name());
    }

    /** The context of a volume or of the filter's instance on it, if there is one. */
    public <T extends ContextSnapshot> Optional<T> findContext(ContextType<T> type, Volume volume) {
        return bench.find(type, volume.key());
    }

    /** The context of a transaction, if there is one. */
    public <T extends ContextSnapshot> Optional<T> findContext(ContextType<T> type, Transaction transaction) {
        return bench.find(type, transaction.name());
    }

    /** All contexts of a kind, whatever reaches them. */
    public <T extends ContextSnapshot> List<T> contexts(ContextType<T> type) {
        return bench.all(type);
    }

    /**
     * No context of a file, stream or handle is there; those of volumes and instances stay as long as the filter is
     * attached.
     *
     * @throws AssertionError if there is one
     */
    public void assertClean() {
        bench.assertNone(attachment -> attachment != Attachment.VOLUME && attachment != Attachment.INSTANCE);
    }

    /**
     * No context is there at all, as after an unload.
     *
     * @throws AssertionError if there is one
     */
    public void assertNoContexts() {
        bench.assertNone(attachment -> true);
    }

    /** Threads whose operations run at the same time, in all orders. */
    public Threads threads() {
        return new Threads(bench);
    }

    /** Runs threads at the same time, in all orders: {@code audit.concurrently(() -> c.open(log), () -> c.open(log))}. */
    public Outcomes concurrently(Runnable... bodies) {
        var threads = threads();
        for (var index = 0; index < bodies.length; index++) {
            threads.start(String.valueOf((char) ('A' + index)), bodies[index]);
        }
        return threads.explore();
    }

    /** The machine's time. Drivers read it with the precision of the clock's last tick, 1/64 s. */
    public SystemTime time() {
        return bench.observation().time();
    }

    /**
     * Carries out random sequences of operations on random machines, on the model and on the driver, which must agree after
     * each of them. A disagreement is shrunk to the shortest sequence that still has it, and printed as a test to paste.
     *
     * @param seed the same seed, the same sequences
     * @param operations how many; the last sequence is carried out to its end
     * @throws AssertionError if the two do not agree, or the driver breaks a rule
     * @throws IllegalStateException if the test did something before
     */
    public void differential(long seed, long operations) {
        bench.differential(seed, operations);
    }

    /** What has happened so far. */
    public Trace trace() {
        return bench.trace();
    }
}
