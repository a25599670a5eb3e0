package dev.perstream.harness.simulator.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A breach of a rule.
 *
 * @param rule its id
 * @param title the rule in words
 * @param message what happened
 * @param bugcheck how Windows would stop; absent where it would go on
 * @param thread in which it happened
 * @param routine what was called last
 * @param irql the thread's
 * @param step of the scenario
 * @param line of that step
 * @param stack of the thread
 * @param subject what it is about
 * @param history what happened to the subject, in order
 * @param trace the course of the run
 * @param threads what the threads were doing
 * @param replay repeats the run, as the argument of {@code --replay}
 */
public record Finding(
        String rule,
        String title,
        String message,
        Optional<Bugcheck> bugcheck,
        Optional<String> thread,
        Optional<String> routine,
        int irql,
        Optional<String> step,
        OptionalInt line,
        Stack stack,
        Optional<Subject> subject,
        List<HistoryEvent> history,
        List<String> trace,
        List<ThreadState> threads,
        Optional<String> replay) {

    public Finding {
        history = List.copyOf(history);
        trace = List.copyOf(trace);
        threads = List.copyOf(threads);
    }
}
