package dev.perstream.track;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Suggestion;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.SimpleType;
import dev.perstream.track.StatementSyntax.NameSyntax;
import dev.perstream.track.StatementSyntax.NamesSyntax;
import dev.perstream.track.StatementSyntax.NumberSyntax;
import dev.perstream.track.StatementSyntax.OperandSyntax;
import dev.perstream.track.StatementSyntax.TruthSyntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what an operand stands for, given the type that its place asks for. */
final class OperandTyper {

    private final TrackScope scope;
    private final Problems problems;

    OperandTyper(TrackScope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** The type that an operand has by itself: that of a field or a value. */
    Optional<FieldType> ownType(OperandSyntax operand) {
        if (operand instanceof TruthSyntax) {
            return Optional.of(SimpleType.BOOL);
        }
        return single(operand)
                .flatMap(name -> scope.field(name.text())
                        .map(Field::type)
                        .or(() -> value(name.text()).map(OperationValue::type)));
    }

    /** Whether an operand is a field of which something else is wrong already. */
    boolean isBroken(OperandSyntax operand) {
        return single(operand)
                .filter(name -> scope.brokenFields().contains(name.text()))
                .isPresent();
    }

    /** The operand as one of the type; absent, and reported, if it is not. */
    Optional<Operand> typed(OperandSyntax operand, FieldType expected) {
        if (operand instanceof NumberSyntax number) {
            return number(number, expected);
        } else if (operand instanceof TruthSyntax truth) {
            return expected == SimpleType.BOOL
                    ? Optional.of(new Operand.Truth(truth.value()))
                    : mismatch(operand, "'" + truth.value() + "'", expected);
        }
        return names((NamesSyntax) operand, expected);
    }

    /** Reports a name that stands for nothing here. */
    void unknown(NameSyntax name) {
        var value = value(name.text());
        if (value.isPresent()) {
            notOffered(name, value.get());
            return;
        }
        var known = new LinkedHashSet<String>();
        scope.fields().forEach(field -> known.add(field.name()));
        offered().forEach(candidate -> known.add(candidate.key()));
        known.addAll(scope.contexts().keySet().stream().sorted().toList());
        problems.error(
                Rule.K2, name.span(), "'" + name.text() + "' is not known here", Suggestion.fix(name.text(), known));
    }

    private Optional<Operand> number(NumberSyntax number, FieldType expected) {
        if (!(expected instanceof IntegerType integer)) {
            return mismatch(number, "a number", expected);
        }
        if (!integer.holds(number.value())) {
            problems.error(
                    Rule.K6,
                    number.span(),
                    number.value() + " is out of the range of " + integer.key(),
                    "it holds " + integer.minimum() + " to " + integer.maximum());
            return Optional.empty();
        }
        return Optional.of(new Operand.Literal(number.value()));
    }

    private Optional<Operand> names(NamesSyntax names, FieldType expected) {
        if (expected instanceof FieldType.Enumeration enumeration) {
            var constants = constants(names, enumeration);
            if (constants.isPresent() || names.names().size() > 1) {
                return constants;
            }
        } else if (names.names().size() > 1) {
            return mismatch(names, "a combination of flags", expected);
        }
        var name = names.names().get(0);
        if (expected instanceof FieldType.Reference && scope.contexts().containsKey(name.text())) {
            return context(name, expected);
        }
        var field = scope.field(name.text());
        if (field.isPresent()) {
            return field(name, field.get(), expected);
        }
        var value = value(name.text());
        if (value.isPresent()) {
            return value(name, value.get(), expected);
        }
        if (scope.contexts().containsKey(name.text())) {
            return mismatch(names, "the context '" + name.text() + "'", expected);
        }
        if (expected instanceof FieldType.Enumeration enumeration) {
            noConstant(name, enumeration);
        } else if (!isBroken(names)) {
            unknown(name);
        }
        return Optional.empty();
    }

    /** The constants of the names; absent, and not reported, if a single name is none. */
    private Optional<Operand> constants(NamesSyntax names, FieldType.Enumeration expected) {
        var type = expected.type();
        var found = new ArrayList<EnumConstant>();
        for (var name : names.names()) {
            var constant = type.constants().stream()
                    .filter(candidate -> candidate.name().equals(name.text()))
                    .findFirst();
            if (constant.isEmpty() && names.names().size() > 1) {
                noConstant(name, expected);
                return Optional.empty();
            }
            constant.ifPresent(found::add);
        }
        if (found.size() > 1 && !type.flags()) {
            problems.error(
                    Rule.K4,
                    names.span(),
                    "constants of the enum '" + type.name() + "' do not combine",
                    "declare it under 'flags', or name one constant");
            return Optional.empty();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Operand.Constants(type, found));
    }

    private void noConstant(NameSyntax name, FieldType.Enumeration expected) {
        problems.error(
                Rule.K2,
                name.span(),
                "'" + expected.type().name() + "' has no constant '" + name.text() + "'",
                Suggestion.fix(name.text(), Types.constants(expected)));
    }

    private Optional<Operand> context(NameSyntax name, FieldType expected) {
        var attach = scope.contexts().get(name.text());
        if (!expected.equals(new FieldType.Reference(name.text()))) {
            return mismatch(new NamesSyntax(List.of(name), name.span()), "the context '" + name.text() + "'", expected);
        }
        if (attach == null || !TrackScope.reaches(scope.operation(), attach)) {
            problems.error(
                    Rule.K5,
                    name.span(),
                    "'" + scope.operation().key() + "' does not reach the context '" + name.text() + "'",
                    "track it in an operation on what that context is attached to");
            return Optional.empty();
        }
        return Optional.of(new Operand.ContextReference(name.text()));
    }

    private Optional<Operand> field(NameSyntax name, Field field, FieldType expected) {
        var fits = field.type() instanceof FieldType.Text || field.type() instanceof FieldType.Reference
                ? false
                : Types.takes(expected, field.type());
        return fits
                ? Optional.of(new Operand.FieldValue(field))
                : mismatch(name, "the field '" + field.name() + "' (" + Types.name(field.type()) + ")", expected);
    }

    private Optional<Operand> value(NameSyntax name, OperationValue value, FieldType expected) {
        if (!value.offeredBy(scope.operation())) {
            notOffered(name, value);
            return Optional.empty();
        }
        if (scope.operation() == Operation.CLEANUP && value.earliest() == Phase.AFTER) {
            problems.error(
                    Rule.L14,
                    name.span(),
                    "a cleanup cannot fail, and its outcome says nothing",
                    "remove '" + value.key() + "'; the statement runs before the cleanup");
            return Optional.empty();
        }
        return Types.takes(expected, value.type())
                ? Optional.of(new Operand.Value(value))
                : mismatch(name, "'" + value.key() + "' (" + Types.name(value.type()) + ")", expected);
    }

    private void notOffered(NameSyntax name, OperationValue value) {
        var offering =
                Arrays.stream(Operation.values()).filter(value::offeredBy).toList();
        var operations = offering.size() > 6
                ? offered().stream().map(OperationValue::key).collect(Collectors.joining(", ", "it offers ", ""))
                : "it is offered by "
                        + Suggestion.listed(
                                offering.stream().map(Operation::key).toList());
        problems.error(
                Rule.K5,
                name.span(),
                "'" + scope.operation().key() + "' does not offer '" + value.key() + "'",
                operations);
    }

    private List<OperationValue> offered() {
        return Arrays.stream(OperationValue.values())
                .filter(value -> value.offeredBy(scope.operation()))
                .toList();
    }

    private Optional<Operand> mismatch(NameSyntax name, String what, FieldType expected) {
        return mismatch(new NamesSyntax(List.of(name), name.span()), what, expected);
    }

    private Optional<Operand> mismatch(OperandSyntax operand, String what, FieldType expected) {
        var constants = Types.constants(expected);
        problems.error(
                Rule.K3,
                operand.span(),
                what + " does not fit " + Types.name(expected),
                constants.isEmpty() ? "" : "use " + Suggestion.listed(constants));
        return Optional.empty();
    }

    private static Optional<OperationValue> value(String key) {
        return Arrays.stream(OperationValue.values())
                .filter(value -> value.key().equals(key))
                .findFirst();
    }

    private static Optional<NameSyntax> single(OperandSyntax operand) {
        return operand instanceof NamesSyntax names && names.names().size() == 1
                ? Optional.of(names.names().get(0))
                : Optional.empty();
    }
}
