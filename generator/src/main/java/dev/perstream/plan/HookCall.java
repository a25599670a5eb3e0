package dev.perstream.plan;

import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import java.util.List;

/**
 * A call of the author's code.
 *
 * @param operation the operation
 * @param phase before or after it
 * @param contexts what the hook is handed, in the schema's order; each may be absent at run time
 */
public record HookCall(Operation operation, Phase phase, List<Context> contexts) {

    public HookCall {
        contexts = List.copyOf(contexts);
    }

    /** Whether it may run at DISPATCH_LEVEL. */
    public boolean mayRunAtDispatch() {
        return phase == Phase.AFTER && operation.completion() == Operation.Completion.DISPATCH;
    }

    /** Whether code that runs then may be paged out. */
    public boolean pageable() {
        return !mayRunAtDispatch() && operation.allowsPageableCode();
    }
}
