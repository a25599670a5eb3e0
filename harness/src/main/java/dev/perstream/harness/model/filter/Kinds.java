package dev.perstream.harness.model.filter;

import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.machine.Request;
import java.util.Optional;

/** Which changes of information are operations of their own, by the number of the information class (N6). */
final class Kinds {

    private Kinds() {}

    static Optional<Operation> of(Request request) {
        if (request.operation() != Operation.SET_INFORMATION) {
            return Optional.empty();
        }
        return switch (request.informationClass()) {
            case 10, 56, 65, 66 -> Optional.of(Operation.RENAME);
            case 11, 57, 72, 73 -> Optional.of(Operation.HARD_LINK);
            case 13, 64 -> Optional.of(Operation.DELETE);
            case 20 -> Optional.of(Operation.SET_END_OF_FILE);
            default -> Optional.empty();
        };
    }
}
