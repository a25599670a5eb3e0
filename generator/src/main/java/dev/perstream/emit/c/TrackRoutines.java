package dev.perstream.emit.c;

import dev.perstream.model.DriverModel;
import dev.perstream.model.FieldType;
import dev.perstream.model.Operand;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Statement;
import dev.perstream.plan.TrackStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signatures of the routines that run statements. */
public final class TrackRoutines {

    private final CNames names;
    private final DriverModel model;

    /** The signatures in one kind of driver, which differ in how the operation is handed over. */
    public TrackRoutines(CNames names, DriverModel model) {
        this.names = names;
        this.model = model;
    }

    /** The routine of a step. */
    public TrackRoutine of(TrackStep step) {
        var parameters = new ArrayList<TrackParameter>();
        step.values().forEach(value -> parameters.add(value(value)));
        if (ordersName(step)) {
            parameters.add(parameter("_In_", "LONG64", TrackParameter.GENERATION, Optional.empty(), Optional.empty()));
        }
        step.references()
                .forEach(context -> parameters.add(parameter(
                        "_In_opt_", names.pointer(context), context, Optional.empty(), Optional.of(context))));
        return new TrackRoutine(
                step, names.onRoutine(step), step.context().name(), parameters, discards(step.statements()));
    }

    private static boolean discards(List<Statement> statements) {
        return statements.stream().anyMatch(Statement.Discard.class::isInstance);
    }

    private static boolean ordersName(TrackStep step) {
        return step.statements().stream()
                .anyMatch(statement -> statement instanceof Statement.Assignment assignment
                        && step.context().ordersName(assignment.target())
                        && assignment.value().equals(new Operand.Value(OperationValue.NAME)));
    }

    private TrackParameter value(OperationValue value) {
        var text = value.type() instanceof FieldType.Text;
        return parameter(
                text ? "_In_opt_" : "_In_",
                text ? "PCUNICODE_STRING" : type(value.type()),
                CNames.pascal(value),
                Optional.of(value),
                Optional.empty());
    }

    private static TrackParameter parameter(
            String annotation, String type, String name, Optional<OperationValue> value, Optional<String> context) {
        return new TrackParameter(annotation + " " + type + " " + name, type, name, value, context);
    }

    private String type(FieldType type) {
        return CTypes.scalar(type, names, model);
    }
}
