package dev.perstream.harness.model.side;

import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries orders in which threads can carry out the parts of their operations: what runs before and after an operation for each
 * context is one step, and so is what the file system does. Others may come in between.
 */
final class Interleavings implements Interruptions.Choices {

    private static final long MOST_RUNS = 20_000;

    private final ModelSide start;
    private final List<ThreadSteps> threads;
    private final int interruptions;
    private final Endings endings = new Endings();
    /** The choices of this run; those up to {@link #given} are given. */
    private final List<Choice> path = new ArrayList<>();

    private int given;
    private int at;
    private int interrupted;

    private record Choice(int taken, int count, boolean isInterruption) {}

    Interleavings(ModelSide start, List<ThreadSteps> threads, int interruptions) {
        this.start = start;
        this.threads = threads;
        this.interruptions = interruptions;
    }

    Possibilities tried() {
        var more = true;
        while (more && endings.runs() < MOST_RUNS) {
            at = 0;
            interrupted = 0;
            var side = start.copy();
            new Interruptions(side, threads, this).run();
            endings.add(side.observe());
            more = next();
        }
        return endings.possibilities(!more);
    }

    @Override
    public int among(int count, boolean isInterruption) {
        if (count == 1 || (isInterruption && at >= given && interrupted == interruptions)) {
            return 0;
        }
        if (at >= given) {
            path.add(new Choice(0, count, isInterruption));
            given = path.size();
        }
        var choice = path.get(at++);
        interrupted += isInterruption && choice.taken() > 0 ? 1 : 0;
        return choice.taken();
    }

    /** Makes the last choice that can be made otherwise so; false: there is none. */
    private boolean next() {
        while (!path.isEmpty()) {
            var last = path.remove(path.size() - 1);
            if (last.taken() + 1 < last.count()) {
                path.add(new Choice(last.taken() + 1, last.count(), last.isInterruption()));
                given = path.size();
                return true;
            }
        }
        return false;
    }
}
