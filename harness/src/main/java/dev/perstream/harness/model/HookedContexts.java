package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.model.ContextBehaviour.Tracked;
import dev.perstream.harness.model.HookModel.Hooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The contexts of a schema, to whose statements those of hooks are added. */
final class HookedContexts implements Hooks {

    private final List<ContextBehaviour<?>> contexts;

    HookedContexts(List<ContextBehaviour<?>> contexts) {
        this.contexts = new ArrayList<>(contexts);
    }

    List<ContextBehaviour<?>> contexts() {
        return contexts;
    }

    @Override
    public <T extends ContextSnapshot> Hooks on(
            ContextType<T> type, Operation operation, Phase phase, BiFunction<T, Event, T> change) {
        contexts.replaceAll(
                context -> context.type() == type ? with(context, type, operation, phase, change) : context);
        if (contexts.stream().noneMatch(context -> context.type() == type)) {
            throw new IllegalArgumentException("the filter has no context " + type);
        }
        return this;
    }

    private static <T extends ContextSnapshot> ContextBehaviour<T> with(
            ContextBehaviour<?> any,
            ContextType<T> type,
            Operation operation,
            Phase phase,
            BiFunction<T, Event, T> change) {
        if (any.otherUses().stream().noneMatch(use -> use.operation() == operation)) {
            throw new IllegalArgumentException("no hook of " + operation.key() + " is handed a " + type
                    + "; the section operations of the schema says which are");
        }
        @SuppressWarnings("unchecked")
        var context = (ContextBehaviour<T>) any;
        var hook = new Tracked<T>(operation, phase, (state, event) -> Effect.kept(change.apply(state, event)));
        return new ContextBehaviour<>(
                type,
                context.create(),
                context.failsOperations(),
                context.initial(),
                Stream.concat(context.tracks().stream(), Stream.of(hook)).toList(),
                context.lazyNames(),
                context.otherUses());
    }
}
