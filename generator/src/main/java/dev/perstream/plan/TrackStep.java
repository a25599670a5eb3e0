package dev.perstream.plan;

import dev.perstream.model.Condition;
import dev.perstream.model.Context;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements of one context that run in one phase of one operation.
 *
 * @param context the context that they change
 * @param operation the operation
 * @param phase where they run
 * @param statements in the schema's order, at least one
 */
public record TrackStep(Context context, Operation operation, Phase phase, List<Statement> statements) {

    public TrackStep {
        statements = List.copyOf(statements);
    }

    /** Whether they run only if the operation has succeeded. */
    public boolean onSuccess() {
        return operation.takesEffectOnSuccess()
                && (context.attach().ofFile() || operation == Operation.SETUP)
                && phase == Phase.AFTER;
    }

    /** Whether they may run at DISPATCH_LEVEL. */
    public boolean mayRunAtDispatch() {
        return phase == Phase.AFTER && operation.completion() == Operation.Completion.DISPATCH;
    }

    /** Whether code that runs then may be paged out. */
    public boolean pageable() {
        return !mayRunAtDispatch() && operation.allowsPageableCode();
    }

    /** The values that they use, each once, in the order of {@link OperationValue}. */
    public List<OperationValue> values() {
        return operands().stream()
                .filter(Operand.Value.class::isInstance)
                .map(operand -> ((Operand.Value) operand).value())
                .sorted()
                .distinct()
                .toList();
    }

    /** The names of the contexts that they reference, each once, in the order of their appearance. */
    public List<String> references() {
        return operands().stream()
                .filter(Operand.ContextReference.class::isInstance)
                .map(operand -> ((Operand.ContextReference) operand).context())
                .toList();
    }

    private Set<Operand> operands() {
        var found = new LinkedHashSet<Operand>();
        for (var statement : statements) {
            if (statement instanceof Statement.Assignment assignment) {
                found.add(assignment.value());
            }
            statement.when().ifPresent(condition -> collect(condition, found));
        }
        return found;
    }

    private static void collect(Condition condition, Set<Operand> found) {
        if (condition instanceof Condition.Holds holds) {
            found.add(holds.operand());
        } else if (condition instanceof Condition.Compare compare) {
            found.add(compare.left());
            found.add(compare.right());
        } else if (condition instanceof Condition.Not not) {
            collect(not.condition(), found);
        } else if (condition instanceof Condition.And and) {
            collect(and.left(), found);
            collect(and.right(), found);
        } else if (condition instanceof Condition.Or or) {
            collect(or.left(), found);
            collect(or.right(), found);
        }
    }
}
