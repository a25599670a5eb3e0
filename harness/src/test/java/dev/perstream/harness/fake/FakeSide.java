package dev.perstream.harness.fake;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.ExploringSide;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A file system with one filter that keeps a {@link Tally} of each stream that is open. */
public final class FakeSide implements ExploringSide {

    private final List<Step> performed = new ArrayList<>();
    private final Map<String, String> paths = new TreeMap<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final SortedSet<Character> attached = new TreeSet<>();
    private final List<String> happened = new ArrayList<>();
    private UnaryOperator<Tally> shown = tally -> tally;
    private NtStatus writes = NtStatus.SUCCESS;
    private int pendingFailures;

    /** A side that shows its contexts otherwise than they are. */
    public FakeSide showing(UnaryOperator<Tally> otherwise) {
        shown = otherwise;
        return this;
    }

    /** A side on which writes end so. */
    public FakeSide withWrites(NtStatus status) {
        writes = status;
        return this;
    }

    /** A side whose planned failures do not all come about. */
    public FakeSide withPendingFailures(int number) {
        pendingFailures = number;
        return this;
    }

    /** All steps since the last begin. */
    public List<Step> performed() {
        return List.copyOf(performed);
    }

    /** Begins, finishes and closes, in order. */
    public List<String> happened() {
        return List.copyOf(happened);
    }

    @Override
    public int pendingFailures() {
        return pendingFailures;
    }

    @Override
    public void begin(Declarations declarations) {
        happened.add("begin " + declarations.volumes().size());
        performed.clear();
        paths.clear();
        tallies.clear();
        attached.clear();
    }

    @Override
    public StepResult perform(Step step) {
        performed.add(step);
        if (step instanceof SystemStep.Mount mount) {
            attached.add(mount.volume());
        } else if (step instanceof OpeningStep.Open open) {
            if (open.path().contains("missing")) {
                return StepResult.of(NtStatus.OBJECT_NAME_NOT_FOUND);
            }
            paths.put(open.name(), open.path());
            tallies.merge(open.path(), new Tally(1, 0), (was, first) -> new Tally(was.opens() + 1, was.written()));
        } else if (step instanceof FileStep.Write write) {
            return write(write);
        } else if (step instanceof OpeningStep.Close close) {
            return close(close.name());
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    @Override
    public Observation observe() {
        var contexts = tallies.keySet().stream().map(this::observed).toList();
        return new Observation(contexts, List.copyOf(attached), SystemTime.NONE);
    }

    /** The threads one after the other, and the other way round. */
    @Override
    public Possibilities explore(List<ThreadSteps> threads, Bounds bounds) {
        var before = performed();
        var orders = List.of(threads, reversed(threads));
        var endings =
                orders.stream().map(order -> ending(before, order)).distinct().toList();
        replay(before);
        return new Possibilities(endings, orders.size(), true);
    }

    @Override
    public void finish() {
        happened.add("finish");
    }

    @Override
    public void close() {
        happened.add("close");
    }

    private StepResult write(FileStep.Write write) {
        if (!paths.containsKey(write.name())) {
            return StepResult.SKIPPED;
        }
        tallies.computeIfPresent(
                paths.get(write.name()), (path, was) -> new Tally(was.opens(), was.written() + write.length()));
        return StepResult.of(writes);
    }

    private StepResult close(String name) {
        var path = paths.remove(name);
        if (path == null) {
            return StepResult.SKIPPED;
        }
        tallies.computeIfPresent(
                path, (any, was) -> was.opens() == 1 ? null : new Tally(was.opens() - 1, was.written()));
        return StepResult.of(NtStatus.SUCCESS);
    }

    private Observed observed(String path) {
        var names = paths.entrySet().stream()
                .filter(entry -> entry.getValue().equals(path))
                .map(Map.Entry::getKey)
                .toList();
        return new Observed(Attachment.STREAM, new TreeSet<>(names), shown.apply(tallies.get(path)), path.hashCode());
    }

    private Possibilities.Ending ending(List<Step> before, List<ThreadSteps> order) {
        replay(Stream.concat(before.stream(), order.stream().flatMap(thread -> thread.steps().stream()))
                .toList());
        return new Possibilities.Ending(observe(), "");
    }

    private void replay(List<Step> steps) {
        performed.clear();
        paths.clear();
        tallies.clear();
        attached.clear();
        steps.forEach(this::perform);
    }

    private static List<ThreadSteps> reversed(List<ThreadSteps> threads) {
        var reversed = new ArrayList<>(threads);
        Collections.reverse(reversed);
        return reversed;
    }
}
