package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Attachment;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Operation;
import dev.perstream.schema.Word;
import dev.perstream.track.TrackScope;
import java.util.Set;

/** Which operations the driver models have, and which contexts an operation reaches. */
final class OperationRules {

    private final Set<DriverModel> models;
    private final Problems problems;

    OperationRules(Set<DriverModel> models, Problems problems) {
        this.models = models;
        this.problems = problems;
    }

    /** Whether all models of the filter have an operation; reported if not. */
    boolean offered(Operation operation, Word word) {
        var missing = models.stream()
                .filter(model -> !operation.models().contains(model))
                .findFirst();
        missing.ifPresent(model -> problems.error(
                Rule.M1,
                word.span(),
                "a " + named(model) + " does not see '" + operation.key() + "'",
                "remove it, or '" + model.key() + "' from the models"));
        return missing.isEmpty();
    }

    /** Whether an operation reaches a context; reported if not. */
    boolean reaches(Operation operation, Attachment attach, String context, Word word) {
        if (!TrackScope.reaches(operation, attach)) {
            problems.error(
                    Rule.K7,
                    word.span(),
                    "'" + operation.key() + "' does not reach the context '" + context + "'",
                    wayOut(operation, attach));
            return false;
        }
        var ofStream = attach == Attachment.STREAM || attach == Attachment.FILE;
        if (operation == Operation.CLOSE && ofStream && models.contains(DriverModel.LEGACY)) {
            problems.error(
                    Rule.G10,
                    word.span(),
                    "a legacy filter cannot look up the context '" + context + "' in a close",
                    "move it to 'cleanup', or remove 'legacy' from the models");
            return false;
        }
        return true;
    }

    static String named(DriverModel model) {
        return model == DriverModel.LEGACY ? "legacy filter" : "minifilter";
    }

    private static String wayOut(Operation operation, Attachment attach) {
        if (attach == Attachment.SECTION) {
            return "a section context is used by the code that creates the section only";
        } else if (attach == Attachment.TRANSACTION) {
            return "a transaction context is reached by create, commit and rollback";
        }
        return operation.subject() == Operation.Subject.TRANSACTION
                ? "use a transaction context"
                : "it is about a volume; use a context of the instance";
    }
}
