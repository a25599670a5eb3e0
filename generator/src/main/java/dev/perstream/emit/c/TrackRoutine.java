package dev.perstream.emit.c;

import dev.perstream.model.OperationValue;
import dev.perstream.plan.TrackStep;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The routine that runs the statements of a context for one phase of one operation, seen from its callers.
 *
 * @param step the statements
 * @param name the routine's name
 * @param contextName the name of the first parameter, which is the context's
 * @param parameters the further parameters
 * @param discards whether it returns TRUE where the context is to be taken off its object
 */
public record TrackRoutine(
        TrackStep step, String name, String contextName, List<TrackParameter> parameters, boolean discards) {

    public TrackRoutine {
        parameters = List.copyOf(parameters);
    }

    /** The call, with local variables of the parameters' names as arguments, without a semicolon. */
    public String call() {
        return name + "(" + contextName
                + parameters.stream().map(p -> ", " + p.name()).collect(Collectors.joining()) + ")";
    }

    /** Whether a caller must ask for the file's name. */
    public boolean needsName() {
        return parameters.stream()
                .anyMatch(p -> p.value().filter(OperationValue.NAME::equals).isPresent());
    }
}
