package dev.perstream.harness;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.Phase;
import dev.perstream.harness.model.Track;

/**
 * What the hooks that a filter's author wrote do to its contexts. A filter whose hooks change contexts needs one, or its
 * model disagrees with its driver.
 *
 * <pre>{@code
 * final class AuditHooks implements HookModel {
 *     @Override
 *     public void describe(Hooks hooks) {
 *         hooks.on(StreamState.TYPE, Operation.WRITE, Phase.AFTER,
 *                 (state, event) -> Effect.kept(state.withVerdict(Verdict.DIRTY)));
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

        /** What the hook of an operation and phase does to a context, after the schema's own statements. */
        <T extends ContextSnapshot> Hooks on(ContextType<T> type, Operation operation, Phase phase, Track<T> change);
    }
}
