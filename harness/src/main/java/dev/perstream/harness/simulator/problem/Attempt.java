package dev.perstream.harness.simulator.problem;

import java.util.function.Function;

/**
 * The outcome of a step that can fail for a reason outside of the program.
 *
 * @param <T> what it yields
 */
public sealed interface Attempt<T> {

    /** It was done. */
    record Done<T>(T value) implements Attempt<T> {}

    /** It was not done. */
    record Refused<T>(Problem problem) implements Attempt<T> {}

    /** It was done, with this result. */
    static <T> Attempt<T> done(T value) {
        return new Done<>(value);
    }

    /** It was not done, for this reason. */
    static <T> Attempt<T> refused(Problem problem) {
        return new Refused<>(problem);
    }

    /** Goes on with the value, if there is one. */
    default <R> Attempt<R> then(Function<? super T, Attempt<R>> next) {
        if (this instanceof Done<T> done) {
            return next.apply(done.value());
        }
        return new Refused<>(((Refused<T>) this).problem());
    }

    /** Goes on with the value, if there is one, with a step that always succeeds. */
    default <R> Attempt<R> map(Function<? super T, R> next) {
        return then(value -> done(next.apply(value)));
    }

    /**
     * The value; for callers to whom a problem is a failure of their own.
     *
     * @throws IllegalStateException with the problem's text, if it was not done
     */
    default T orElseThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException(((Refused<T>) this).problem().text());
    }
}
