package dev.perstream.model;

import java.util.List;
import java.util.Set;

/**
 * Where the filter's author adds code.
 *
 * @param operation the operation
 * @param hooks before it, after it, or both
 * @param contexts the contexts that the hooks are handed, in the schema's order
 */
public record OperationUse(Operation operation, Set<Phase> hooks, List<String> contexts) {

    public OperationUse {
        hooks = EnumSets.copyOf(hooks);
        contexts = List.copyOf(contexts);
    }
}
