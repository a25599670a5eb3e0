package dev.perstream.harness.model.side;

import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run of threads on the model, each a thread in Java of which one goes on at a time: until its end, or until it is
 * interrupted between two parts of an operation.
 */
final class Interruptions {

    private final ModelSide side;
    private final List<ThreadSteps> threads;
    private final Choices choices;
    private final List<Semaphore> turns;
    private final Semaphore ended = new Semaphore(0);
    private final List<Integer> alive;
    private int current;
    private @Nullable Throwable failure;

    /** A run on a side that is as it is to be when the threads start. */
    Interruptions(ModelSide side, List<ThreadSteps> threads, Choices choices) {
        this.side = side;
        this.threads = threads;
        this.choices = choices;
        this.turns = threads.stream().map(thread -> new Semaphore(0)).toList();
        this.alive = new ArrayList<>(IntStream.range(0, threads.size()).boxed().toList());
    }

    /** Which thread goes on wherever there is a choice. */
    interface Choices {

        /** One of the first numbers, of which there is at least one: 0 is to go on as before. */
        int among(int count, boolean isInterruption);
    }

    /** Runs all threads to their ends. */
    void run() {
        side.pausing(this::pause);
        for (var i = 0; i < threads.size(); i++) {
            var index = i;
            var thread = new Thread(
                    () -> run(index), "model of thread " + threads.get(i).name());
            thread.setDaemon(true);
            thread.start();
        }
        goOn(alive.get(choices.among(alive.size(), false)));
        ended.acquireUninterruptibly();
        side.pausing(() -> {});
        if (failure != null) {
            throw new IllegalStateException("The model failed in a thread", failure);
        }
    }

    private void run(int index) {
        turns.get(index).acquireUninterruptibly();
        side.goOnIn(index + 1);
        try {
            for (Step step : threads.get(index).steps()) {
                side.perform(step);
                pause();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        alive.remove((Integer) index);
        if (alive.isEmpty() || failure != null) {
            ended.release();
        } else {
            goOn(alive.get(choices.among(alive.size(), false)));
        }
    }

    private void goOn(int index) {
        current = index;
        turns.get(index).release();
    }

    /** Another thread may come in between. */
    private void pause() {
        var index = current;
        var others = alive.stream().filter(other -> other != index).toList();
        if (others.isEmpty()) {
            return;
        }
        var choice = choices.among(others.size() + 1, true);
        if (choice > 0) {
            goOn(others.get(choice - 1));
            turns.get(index).acquireUninterruptibly();
            side.goOnIn(index + 1);
        }
    }
}
