package dev.perstream.track;

import dev.perstream.model.Attachment;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import java.util.stream.Stream;

/** Infers where a statement runs from what it needs. */
final class PhaseInference {

    private PhaseInference() {}

    static Phase phase(TrackScope scope, Stream<Operand> operands) {
        var operation = scope.operation();
        if (operation == Operation.SETUP || existsOnlyAfter(scope.attach(), operation)) {
            return Phase.AFTER;
        } else if (operation.completion() == Operation.Completion.NONE || operation == Operation.CLEANUP) {
            return Phase.BEFORE;
        }
        return operands.anyMatch(operand -> earliest(scope, operand) == Phase.AFTER) ? Phase.AFTER : Phase.BEFORE;
    }

    /**
     * Whether the statements on a context run after an operation whatever they need: before a create there is nothing
     * that it could be attached to, and a rename changes nothing unless it succeeds (rules S1, S2 and N9).
     */
    private static boolean existsOnlyAfter(Attachment attach, Operation operation) {
        return (attach.ofFile() && operation.takesEffectOnSuccess())
                || (attach == Attachment.TRANSACTION && operation.opens());
    }

    private static Phase earliest(TrackScope scope, Operand operand) {
        if (operand instanceof Operand.Value value) {
            return value.value().earliest();
        } else if (operand instanceof Operand.ContextReference reference) {
            var attach = scope.contexts().getOrDefault(reference.context(), scope.attach());
            return existsOnlyAfter(attach, scope.operation()) ? Phase.AFTER : Phase.BEFORE;
        }
        return Phase.BEFORE;
    }
}
