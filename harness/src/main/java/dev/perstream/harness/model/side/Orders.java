package dev.perstream.harness.model.side;

import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.List;

/** Tries all orders in which threads can carry out their steps, each step as a whole. */
final class Orders {

    private final ModelSide start;
    private final List<ThreadSteps> threads;
    private final Endings endings = new Endings();

    Orders(ModelSide start, List<ThreadSteps> threads) {
        this.start = start;
        this.threads = threads;
    }

    Possibilities tried() {
        tryAll(new ArrayList<>(), new int[threads.size()]);
        return endings.possibilities(true);
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
        endings.add(side.observe());
    }
}
