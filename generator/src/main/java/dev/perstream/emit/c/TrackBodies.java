package dev.perstream.emit.c;

import dev.perstream.model.Condition;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.Lock;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operand;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Statement;
import dev.perstream.plan.TrackStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the statements of one step into C. */
final class TrackBodies {

    private final TrackStep step;
    private final Context context;
    private final CNames names;
    private final DriverModel model;
    private final Expressions expressions;
    private final Map<String, Integer> uses = new HashMap<>();
    private final List<String> locals = new ArrayList<>();
    private final Code prepare = new Code();
    private final Code body = new Code();
    private final Code dispose = new Code();

    private TrackBodies(TrackStep step, CNames names, DriverModel model) {
        this.step = step;
        this.context = step.context();
        this.names = names;
        this.model = model;
        this.expressions = new Expressions(context, names, model);
    }

    static TrackBody of(TrackStep step, CNames names, DriverModel model) {
        return new TrackBodies(step, names, model).write();
    }

    private TrackBody write() {
        for (var statement : step.statements()) {
            if (statement instanceof Statement.Assignment assignment) {
                assign(assignment);
            } else {
                discard(statement);
            }
        }
        var locked = context.lock() != Lock.NONE && step.statements().stream().anyMatch(TrackBodies::needsLock);
        return new TrackBody(locals, prepare.lines(), body.lines(), dispose.lines(), locked, discardsAlways());
    }

    private boolean discardsAlways() {
        return step.statements().stream()
                .anyMatch(statement -> statement instanceof Statement.Discard
                        && statement.when().isEmpty());
    }

    private static boolean needsLock(Statement statement) {
        var target = statement instanceof Statement.Assignment assignment
                && (!assignment.target().interlocked() || readsGuarded(assignment.value()));
        return target || statement.when().filter(TrackBodies::readsGuarded).isPresent();
    }

    private static boolean readsGuarded(Condition condition) {
        if (condition instanceof Condition.Holds holds) {
            return readsGuarded(holds.operand());
        }
        if (condition instanceof Condition.Compare compare) {
            return readsGuarded(compare.left()) || readsGuarded(compare.right());
        }
        if (condition instanceof Condition.Not not) {
            return readsGuarded(not.condition());
        }
        if (condition instanceof Condition.And and) {
            return readsGuarded(and.left()) || readsGuarded(and.right());
        }
        var or = (Condition.Or) condition;
        return readsGuarded(or.left()) || readsGuarded(or.right());
    }

    private static boolean readsGuarded(Operand operand) {
        return operand instanceof Operand.FieldValue value && !value.field().interlocked();
    }

    private void discard(Statement statement) {
        if (statement.when().isPresent() && !discardsAlways()) {
            body.gap().when(when(statement), List.of("Discard = TRUE;"));
        }
    }

    private void assign(Statement.Assignment assignment) {
        var type = assignment.target().type();
        if (type instanceof FieldType.Text text) {
            assignText(assignment, text);
        } else if (type instanceof FieldType.Reference reference) {
            assignReference(assignment, reference);
        } else if (assignment.target().interlocked()) {
            assignInterlocked(assignment);
        } else {
            assignPlain(assignment);
        }
    }

    /** A new buffer is made first, swapped in under the lock, and what it replaced is freed last (rule N7). */
    private void assignText(Statement.Assignment assignment, FieldType.Text text) {
        var field = assignment.target();
        var local = unique("New" + field.name());
        var source = expressions.operand(assignment.value(), text);
        locals.add("UNICODE_STRING " + local + " = { 0 };");
        prepare.call(
                names.routine("DuplicateText"),
                List.of(source, names.textCapacity(context, field), names.tag(context), "&" + local));

        var lines = new ArrayList<String>();
        lines.add(names.routine("SwapText") + "(&" + expressions.member(field) + ", &" + local + ");");
        var newer = "";
        if (context.ordersName(field) && assignment.value().equals(new Operand.Value(OperationValue.NAME))) {
            var generation = context.name() + "->" + CNames.generationMember(field);
            newer = TrackParameter.GENERATION + " >= " + generation;
            lines.add(
                    text.refresh() == NameRefresh.LAZY
                            ? "InterlockedExchange64(&" + generation + ", " + TrackParameter.GENERATION + ");"
                            : generation + " = " + TrackParameter.GENERATION + ";");
        }
        body.gap();
        if (!newer.isEmpty()) {
            body.line("// A name that was asked for later stays (N4).");
        }
        body.whenAll(terms(local + ".Buffer != NULL", newer, unset(assignment), when(assignment)), lines);
        dispose.line(names.routine("FreeText") + "(&" + local + ", " + names.tag(context) + ");");
    }

    /** The context holds a reference of its own; the one that it gives up is released after the lock (rules S23 and L9). */
    private void assignReference(Statement.Assignment assignment, FieldType.Reference reference) {
        var field = assignment.target();
        var member = expressions.member(field);
        var source = expressions.operand(assignment.value(), reference);
        var local = unique("Old" + field.name());
        locals.add(names.pointer(reference.context()) + " " + local + " = NULL;");
        body.gap()
                .when(
                        all(source + " != NULL", unset(assignment), when(assignment)),
                        List.of(
                                names.routine("Reference", reference.context()) + "(" + source + ");",
                                local + " = " + member + ";",
                                member + " = " + source + ";"));
        dispose.gap()
                .when(local + " != NULL", List.of(names.routine("Release", reference.context()) + "(" + local + ");"));
    }

    private void assignInterlocked(Statement.Assignment assignment) {
        var type = (IntegerType) assignment.target().type();
        var suffix = type.bits() == 64 ? "64" : "";
        var cast = type.bits() == 64 ? "(LONG64)" : "(LONG)";
        var address = "&" + expressions.member(assignment.target());
        var operand = cast + expressions.unconverted(assignment.value(), type);
        var negative = isSmall(assignment.value())
                ? "-" + operand
                : (type.bits() == 64 ? "(LONG64)(0ULL - (ULONG64)" : "(LONG)(0U - (ULONG)")
                        + expressions.unconverted(assignment.value(), type) + ")";
        var call = switch (assignment.operator()) {
            case SET -> "InterlockedExchange" + suffix + "(" + address + ", " + operand + ");";
            case ADD -> "InterlockedExchangeAdd" + suffix + "(" + address + ", " + operand + ");";
            case SUBTRACT -> "InterlockedExchangeAdd" + suffix + "(" + address + ", " + negative + ");";
            case OR -> "InterlockedOr" + suffix + "(" + address + ", " + operand + ");";
            case SET_IF_UNSET -> "InterlockedCompareExchange" + suffix + "(" + address + ", " + operand + ", 0);";
        };
        body.gap().when(when(assignment), List.of(call));
    }

    /** Whether a number can be negated whatever its type is. */
    private static boolean isSmall(Operand operand) {
        return operand instanceof Operand.Literal literal && literal.value().bitLength() < Integer.SIZE;
    }

    private void assignPlain(Statement.Assignment assignment) {
        var field = assignment.target();
        var member = expressions.member(field);
        var operand = expressions.operand(assignment.value(), field.type());
        var line = switch (assignment.operator()) {
            case SET, SET_IF_UNSET -> member + " = " + operand + ";";
            case ADD -> sum(assignment, "+", operand);
            case SUBTRACT -> sum(assignment, "-", operand);
            case OR -> arithmetic(field, "|", operand);
        };
        body.gap().when(all(unset(assignment), when(assignment)), List.of(line));
    }

    private String sum(Statement.Assignment assignment, String operator, String operand) {
        return assignment.target().type() instanceof IntegerType type && type.signed() && type.bits() >= 32
                ? wrapping(assignment, type, operator)
                : arithmetic(assignment.target(), operator, operand);
    }

    /** What is narrower than an int is converted back from one. */
    private String arithmetic(Field field, String operator, String operand) {
        var member = expressions.member(field);
        if (bits(field.type()) >= 32) {
            return member + " " + operator + "= " + operand + ";";
        }
        return member + " = (" + CTypes.scalar(field.type(), names, model) + ")(" + member + " " + operator + " "
                + operand + ");";
    }

    /** A signed sum that is too large for its type is undefined in C; as the sum of unsigned numbers it wraps around. */
    private String wrapping(Statement.Assignment assignment, IntegerType type, String operator) {
        var member = expressions.member(assignment.target());
        var unsigned = "(UINT" + type.bits() + ")";
        var operand = assignment.value() instanceof Operand.Literal literal
                        && literal.value().signum() >= 0
                ? Expressions.number(literal.value(), type.bits() == 64 ? IntegerType.UINT64 : IntegerType.UINT32)
                : unsigned + expressions.unconverted(assignment.value(), type);
        return member + " = (" + type.name() + ")(" + unsigned + member + " " + operator + " " + operand + ");";
    }

    private static int bits(FieldType type) {
        if (type instanceof FieldType.Enumeration enumeration) {
            return enumeration.type().base().bits();
        }
        return type instanceof IntegerType integer ? integer.bits() : 64;
    }

    private String when(Statement statement) {
        return statement
                .when()
                .map(condition -> statement instanceof Statement.Assignment assignment && joins(assignment)
                        ? expressions.grouped(condition)
                        : expressions.condition(condition))
                .orElse("");
    }

    /** Whether the condition stands beside another one. */
    private static boolean joins(Statement.Assignment assignment) {
        return assignment.operator() == Statement.Operator.SET_IF_UNSET
                || assignment.target().type() instanceof FieldType.Text
                || assignment.target().type() instanceof FieldType.Reference;
    }

    private String unset(Statement.Assignment assignment) {
        return assignment.operator() == Statement.Operator.SET_IF_UNSET
                        && !assignment.target().interlocked()
                ? expressions.isUnset(assignment.target())
                : "";
    }

    private static String all(String... conditions) {
        return String.join(" && ", terms(conditions));
    }

    private static List<String> terms(String... conditions) {
        return List.of(conditions).stream().filter(c -> !c.isEmpty()).toList();
    }

    private String unique(String name) {
        var count = uses.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + count;
    }
}
