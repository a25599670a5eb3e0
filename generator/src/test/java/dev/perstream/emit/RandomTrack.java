package dev.perstream.emit;

import dev.perstream.model.IntegerType;
import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import dev.perstream.model.Operation.Completion;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Pool;
import dev.perstream.model.SimpleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random statements of a context for one operation, of those that are allowed there. */
final class RandomTrack {

    private static final int MOST_STATEMENTS = 3;

    private final Random random;
    private final RandomContext context;
    private final Operation operation;
    private final List<RandomField> fields;

    RandomTrack(Random random, RandomContext context, Operation operation, List<RandomField> fields) {
        this.random = random;
        this.context = context;
        this.operation = operation;
        this.fields = fields;
    }

    /** The line of the schema; empty if there is nothing to change. */
    String line() {
        var statements = fields.stream()
                .filter(field -> field.interlocked() || context.lock() != Lock.NONE)
                .map(this::statement)
                .filter(statement -> !statement.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        while (statements.size() > MOST_STATEMENTS) {
            statements.remove(random.nextInt(statements.size()));
        }
        if (mayDiscard()) {
            statements.add("discard" + (operation.completion() == Completion.DISPATCH ? "" : when(false)));
        }
        return statements.isEmpty() ? "" : operation.key() + ": [\"" + String.join("\", \"", statements) + "\"]";
    }

    private boolean mayDiscard() {
        return random.nextInt(8) == 0
                && context.attach().ofFile()
                && operation != Operation.CLOSE
                && !operation.opens();
    }

    private String statement(RandomField field) {
        var change = change(field);
        return change.isEmpty() ? "" : field.name() + " " + change + when(field.interlocked());
    }

    private String change(RandomField field) {
        if (field.isInteger()) {
            return oneOf(List.of("=", "+=", "-=", "|=", field.interlocked() ? "=" : "?=")) + " " + integer(field);
        }
        return switch (field.type()) {
            case "bool" -> oneOf(List.of("= true", "= false", "|= true", "?= true"));
            case "Verdict" -> oneOf(List.of("= dirty", "= unknown", "?= clean"));
            case "Depth" -> oneOf(List.of("= deep", "= shallow", "?= deep"));
            case "Marks" -> oneOf(List.of("|= high", "= seen | high", "|= seen | kept", "?= kept"));
            case "time" -> oneOf(List.of("= now", "?= now"));
            case "process-id" -> offered("process");
            case "thread-id" -> offered("thread");
            case "instance" -> offered("instance");
            case "status" -> mayRunAfter(false) ? offered("status") : "";
            case RandomField.STRING -> offered(operation == Operation.SETUP ? "volume-name" : "name");
            default -> field.name().startsWith("To") && operation == Operation.CREATE ? "= " + field.type() : "";
        };
    }

    private String offered(String value) {
        return values().anyMatch(offered -> offered.key().equals(value)) ? "= " + value : "";
    }

    private Stream<OperationValue> values() {
        return Arrays.stream(OperationValue.values()).filter(value -> value.offeredBy(operation));
    }

    private String integer(RandomField field) {
        var wide = field.type().endsWith("32") || field.type().endsWith("64");
        if (wide
                && field.type().startsWith("u")
                && OperationValue.LENGTH.offeredBy(operation)
                && random.nextBoolean()) {
            return "length";
        }
        return String.valueOf(1 + random.nextInt(9));
    }

    private String when(boolean interlocked) {
        if (random.nextInt(3) > 0) {
            return "";
        }
        var first = condition(interlocked);
        if (first.isEmpty() || random.nextBoolean()) {
            return first.isEmpty() ? "" : " when " + first;
        }
        return " when " + (random.nextBoolean() ? "not (" + first + ")" : first) + oneOf(List.of(" and ", " or "))
                + condition(interlocked);
    }

    private String condition(boolean interlocked) {
        var conditions = new ArrayList<String>();
        values().filter(value -> value.earliest() == Phase.BEFORE || mayRunAfter(interlocked))
                .forEach(value -> conditions.add(onValue(value)));
        // An interlocked field is changed without the lock that the others need.
        fields.stream()
                .filter(field -> field.interlocked() || (!interlocked && context.lock() != Lock.NONE))
                .forEach(field -> conditions.add(onField(field)));
        conditions.removeIf(String::isEmpty);
        return conditions.isEmpty() ? "" : oneOf(conditions);
    }

    private String onValue(OperationValue value) {
        if (value.type() == SimpleType.BOOL) {
            return oneOf(List.of("", "not ")) + value.key();
        }
        return value.type() instanceof IntegerType ? value.key() + comparison() : "";
    }

    private String onField(RandomField field) {
        if (field.isInteger()) {
            return field.name() + comparison();
        }
        return switch (field.type()) {
            case "bool" -> field.name();
            case "Verdict" -> field.name() + " == dirty";
            case "Depth" -> field.name() + " != shallow";
            case "time" -> field.name() + " < now";
            default -> "";
        };
    }

    private String comparison() {
        return " " + oneOf(List.of("==", "!=", "<", "<=", ">", ">=")) + " " + (1 + random.nextInt(99));
    }

    /** Whether a statement may need what is known after the operation only (rules L1 and L14). */
    private boolean mayRunAfter(boolean interlocked) {
        return switch (operation.completion()) {
            case NONE -> operation == Operation.SETUP;
            case PASSIVE, SYNCHRONIZED -> true;
            case DISPATCH ->
                operation != Operation.CLEANUP
                        && context.pool() == Pool.NONPAGED
                        && (interlocked || context.lock() == Lock.SPIN_LOCK);
        };
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
