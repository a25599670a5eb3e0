package dev.perstream.harness;

import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Threads whose operations run at the same time, in all orders.
 *
 * <pre>{@code
 * var threads = audit.threads();
 * var a = threads.start("A", () -> c.open("\\log.txt"));
 * var b = threads.start("B", () -> c.open("\\log.txt"));
 * threads.explore().always(() -> assertThat(audit.streamState(a).openCount()).isEqualTo(2));
 * }</pre>
 *
 * <p>A body is run once, and what it does is only noted: a handle that it opens can be used in it and after {@link
 * #explore()}, but the body sees no contexts and no failures.
 */
public final class Threads {

    private static final int MOST = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,30}");

    private final Bench bench;
    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private Bounds bounds = Bounds.DEFAULT;

    Threads(Bench bench) {
        this.bench = bench;
    }

    /**
     * A thread does something, after what it was told before under the same name.
     *
     * @param name a word of letters and digits
     * @return what the body returns
     * @throws IllegalArgumentException if the name is none, or there are 8 threads already
     */
    public <T> T start(String name, Supplier<T> body) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a thread: a letter, and up to 30 letters and digits behind it");
        }
        if (!steps.containsKey(name) && steps.size() == MOST) {
            throw new IllegalArgumentException("at most " + MOST + " threads can run at the same time");
        }
        return bench.noting(steps.computeIfAbsent(name, any -> new ArrayList<>()), body);
    }

    /** A thread does something, after what it was told before under the same name. */
    public void start(String name, Runnable body) {
        start(name, () -> {
            body.run();
            return name;
        });
    }

    /** All runs with at most so many preemptions are tried; 2 unless it is said. */
    public Threads withPreemptions(int bound) {
        bounds = Bounds.preemptions(bound);
        return this;
    }

    /** Random runs are tried, with the test's seed. */
    public Threads withRandomRuns(long runs) {
        bounds = Bounds.random(runs, bench.seed());
        return this;
    }

    /**
     * Tries what the threads can lead to. On the driver each ending must be one that the model has as well, and nothing may
     * be found in any run. Afterwards the test goes on as if the threads had run one after the other, in the order in
     * which they were named first.
     */
    public Outcomes explore() {
        return bench.explore(
                steps.entrySet().stream()
                        .map(thread -> new ThreadSteps(thread.getKey(), thread.getValue()))
                        .toList(),
                bounds);
    }
}
