package dev.perstream.harness.simulator.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Runs tasks side by side.
 *
 * @param count how many at a time
 */
public record Workers(int count) {

    /** As many as there are processors. */
    public static Workers forThisMachine() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The results in the order of the tasks.
     *
     * @throws IllegalStateException if a task fails, with its failure as the cause
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public <T> List<T> run(List<? extends Callable<T>> tasks) {
        var executor = Executors.newFixedThreadPool(count, Workers::thread);
        try {
            var results = new ArrayList<T>();
            for (var future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return List.copyOf(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException();
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "perstream-worker");
        thread.setDaemon(true);
        return thread;
    }
}
