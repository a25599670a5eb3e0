package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import java.util.function.BiFunction;

/**
 * What the hooks that a filter's author wrote do to its contexts. A filter whose hooks change contexts needs one, or its
 * model disagrees with its driver. A hook that completes operations by itself has no model.
 *
 * <pre>{@code
 * final class AuditHooks implements HookModel {
 *     @Override
 *     public void describe(Hooks hooks) {
 *         hooks.on(StreamState.TYPE, Operation.WRITE, Phase.AFTER, (state, event) -> state.withVerdict(Verdict.DIRTY));
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface HookModel {

    /** Says what each hook does. */
    void describe(Hooks hooks);

    /** Where a hook model puts what it says. */
    interface Hooks {

        /**
         * The hook of an operation and phase changes a context that it is handed, after the schema's own statements.
         *
         * @param change what the context holds afterwards
         * @throws IllegalArgumentException if no hook of the operation is handed such a context
         */
        <T extends ContextSnapshot> Hooks on(
                ContextType<T> type, Operation operation, Phase phase, BiFunction<T, Event, T> change);
    }
}
