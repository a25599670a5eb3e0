package dev.perstream.emit.java;

import dev.perstream.model.Mangling;
import dev.perstream.model.Operation;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Assignment;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of generated tests: sentences, each given once. */
final class TestNames {

    private static final Pattern BREAK = Pattern.compile("[^A-Za-z0-9]+");

    private final Set<String> given = new HashSet<>();

    /** The name of a statement's test: {@code streamState_write_addsLengthToBytesWrittenWhenSucceeded}. */
    String of(String context, Operation operation, Statement statement) {
        return unique(context + "_" + Mangling.camel(Mangling.pascal(operation.key())) + "_" + sentence(statement)
                + statement
                        .when()
                        .map(when -> words(" when " + StatementText.of(when)))
                        .orElse(""));
    }

    /** A name, with a number behind it if it was given before. */
    String unique(String name) {
        var candidate = name;
        for (var number = 2; !given.add(candidate); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }

    private static String sentence(Statement statement) {
        if (!(statement instanceof Assignment assignment)) {
            return "discardsIt";
        }
        var field = assignment.target().name();
        var value = words(StatementText.of(assignment.value()));
        return switch (assignment.operator()) {
            case SET -> "sets" + field + "To" + value;
            case SET_IF_UNSET -> "sets" + field + "To" + value + "Once";
            case ADD -> "adds" + value + "To" + field;
            case SUBTRACT -> "subtracts" + value + "From" + field;
            case OR -> "combines" + field + "With" + value;
        };
    }

    /** What cannot stand in a name is said in words. */
    private static String words(String text) {
        var spoken = text.replace("==", " equals ")
                .replace("!=", " is not ")
                .replace("<=", " is at most ")
                .replace(">=", " is at least ")
                .replace("<", " is below ")
                .replace(">", " is above ")
                .replace("|", " and ")
                .replaceAll("-(?=[0-9])", "minus ");
        var name = new StringBuilder();
        for (var word : BREAK.split(spoken, -1)) {
            name.append(Mangling.pascal(word));
        }
        return name.toString();
    }
}
