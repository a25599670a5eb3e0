package dev.perstream.track;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.model.Lock;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.Pool;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Operator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Checks that a statement can be carried out safely where it runs, under the lock that its context has. */
final class GuardCheck {

    private static final Set<Operator> INTERLOCKED =
            EnumSet.of(Operator.SET, Operator.ADD, Operator.SUBTRACT, Operator.OR);

    private final TrackScope scope;
    private final Problems problems;

    GuardCheck(TrackScope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    void check(Statement statement, Span span) {
        if (statement instanceof Statement.Assignment assignment
                && scope.lock() == Lock.NONE
                && !assignment.target().interlocked()) {
            problems.error(
                    Rule.L11,
                    span,
                    "'" + assignment.target().name() + "' changes, and the context has no lock",
                    Types.canInterlock(assignment.target().type())
                            ? "make the field interlocked, or give the context a lock"
                            : "give the context a lock");
        }
        if (statement.phase() == Phase.AFTER && scope.operation().completion() == Operation.Completion.DISPATCH) {
            atDispatch(statement, span);
        }
    }

    private void atDispatch(Statement statement, Span span) {
        if (scope.pool() == Pool.PAGED) {
            refuse(span, "the context is in paged pool", "use 'pool: nonpaged'");
        } else if (statement instanceof Statement.Discard) {
            refuse(span, "a context cannot be taken off its object there", "discard without 'when' on the outcome");
        } else if (statement instanceof Statement.Assignment assignment) {
            assignmentAtDispatch(assignment, span);
        }
    }

    private void assignmentAtDispatch(Statement.Assignment assignment, Span span) {
        var target = assignment.target();
        if (assignment.value() instanceof Operand.ContextReference) {
            refuse(span, "the reference that it replaces cannot be released there", "assign it in the create");
        } else if (scope.lock() == Lock.SPIN_LOCK) {
            return;
        } else if (!target.interlocked() && scope.lock() != Lock.NONE) {
            refuse(
                    span,
                    "a " + scope.lock().key() + " cannot be acquired there",
                    Types.canInterlock(target.type())
                            ? "make '" + target.name() + "' interlocked, use 'lock: spin-lock', "
                                    + "or use only what is known before the operation"
                            : "use 'lock: spin-lock', or use only what is known before the operation");
        } else if (target.interlocked() && !INTERLOCKED.contains(assignment.operator())) {
            refuse(
                    span,
                    "'" + assignment.operator().symbol() + "' takes a lock, and a "
                            + scope.lock().key() + " cannot be acquired there",
                    "use 'lock: spin-lock', or use only what is known before the operation");
        } else {
            guardedReads(assignment, span);
        }
    }

    private void guardedReads(Statement.Assignment assignment, Span span) {
        if (scope.lock() == Lock.NONE) {
            return;
        }
        Operands.of(Optional.of(assignment.value()), assignment.when())
                .filter(Operand.FieldValue.class::isInstance)
                .map(operand -> ((Operand.FieldValue) operand).field())
                .filter(field -> !field.interlocked())
                .findFirst()
                .ifPresent(field -> refuse(
                        span,
                        "it reads '" + field.name() + "', and a " + scope.lock().key() + " cannot be acquired there",
                        (Types.canInterlock(field.type()) ? "make '" + field.name() + "' interlocked, or " : "")
                                + "use 'lock: spin-lock'"));
    }

    private void refuse(Span span, String why, String fix) {
        problems.error(
                Rule.L1,
                span,
                "this runs after the " + scope.operation().key() + ", which may be at DISPATCH_LEVEL: " + why,
                fix);
    }
}
