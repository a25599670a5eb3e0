package dev.perstream.plan;

import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import java.util.List;

/**
 * What a driver does around one kind of operation.
 *
 * @param operation the root operation: a major function, or an event of the filter
 * @param contexts the contexts that it uses, each once for a phase, in an order in which each comes after those that it
 *     refers to
 * @param parts what it does, the root's own part first
 */
public record Callback(Operation operation, List<ContextUse> contexts, List<Part> parts) {

    public Callback {
        contexts = List.copyOf(contexts);
        parts = List.copyOf(parts);
    }

    /** The contexts whose references are acquired in a phase. */
    public List<ContextUse> acquiredIn(Phase phase) {
        return contexts.stream().filter(c -> c.phase() == phase).toList();
    }

    /** The contexts that travel from before to after. */
    public List<Context> carried() {
        return contexts.stream()
                .filter(ContextUse::carried)
                .map(ContextUse::context)
                .toList();
    }

    /** Whether anything is done in a phase. */
    public boolean runsIn(Phase phase) {
        return !acquiredIn(phase).isEmpty() || parts.stream().anyMatch(p -> p.runsIn(phase));
    }
}
