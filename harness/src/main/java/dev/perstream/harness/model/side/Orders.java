package dev.perstream.harness.model.side;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Possibilities.Ending;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Tries all orders in which threads can carry out their steps, each step as a whole. */
final class Orders {

    /** What tells endings apart: all that is observed but for identities and time. */
    private record Shown(Attachment attachment, SortedSet<String> from, ContextSnapshot snapshot) {}

    private final ModelSide start;
    private final List<ThreadSteps> threads;
    private final Map<List<Object>, Observation> endings = new LinkedHashMap<>();
    private long runs;

    Orders(ModelSide start, List<ThreadSteps> threads) {
        this.start = start;
        this.threads = threads;
    }

    Possibilities tried() {
        tryAll(new ArrayList<>(), new int[threads.size()]);
        return new Possibilities(
                endings.values().stream().map(end -> new Ending(end, "")).toList(), runs, true);
    }

    /** Every order that begins with some steps, given by the threads whose turn it was. */
    private void tryAll(List<Integer> turns, int[] done) {
        var ended = true;
        for (var i = 0; i < done.length; i++) {
            if (done[i] == threads.get(i).steps().size()) {
                continue;
            }
            ended = false;
            turns.add(i);
            done[i]++;
            tryAll(turns, done);
            done[i]--;
            turns.remove(turns.size() - 1);
        }
        if (ended) {
            run(turns);
        }
    }

    private void run(List<Integer> turns) {
        var side = start.copy();
        var next = new int[threads.size()];
        for (int turn : turns) {
            side.goOnIn(turn + 1);
            side.perform(threads.get(turn).steps().get(next[turn]++));
        }
        var observation = side.observe();
        endings.putIfAbsent(key(observation), observation);
        runs++;
    }

    private static List<Object> key(Observation observation) {
        var key = new ArrayList<Object>(observation.attachedTo());
        observation
                .contexts()
                .forEach(
                        context -> key.add(new Shown(context.attachment(), context.reachedFrom(), context.snapshot())));
        return key;
    }
}
