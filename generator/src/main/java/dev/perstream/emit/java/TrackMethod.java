package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.perstream.model.Context;
import dev.perstream.model.Mangling;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Assignment;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The method that carries out a context's statements for one operation and phase. */
final class TrackMethod {

    private final List<Statement> statements;
    private final Expressions expressions;
    private final StatementCode assignments;

    private TrackMethod(JavaNames names, List<Statement> statements) {
        this.statements = statements;
        this.assignments = new StatementCode(names, "state");
        this.expressions = new Expressions(names, assigns(statements) ? "state" : "before");
    }

    /** Its name: {@code streamStateAfterCreate}. */
    static String name(JavaNames names, Context context, Operation operation, Phase phase) {
        return names.accessor(context)
                + (phase == Phase.BEFORE ? "Before" : "After")
                + Mangling.pascal(operation.key());
    }

    /** The method. */
    static MethodSpec of(
            JavaNames names, Context context, Operation operation, Phase phase, List<Statement> statements) {
        var type = names.type(context);
        return MethodSpec.methodBuilder(name(names, context, operation, phase))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("$L", doc(operation, phase, statements))
                .returns(ParameterizedTypeName.get(HarnessTypes.EFFECT, type))
                .addParameter(type, "before")
                .addParameter(HarnessTypes.EVENT, "event")
                .addCode(new TrackMethod(names, statements).body())
                .build();
    }

    private static String doc(Operation operation, Phase phase, List<Statement> statements) {
        var lines = statements.stream().map(StatementText::of).collect(Collectors.joining("\n  "));
        return (phase == Phase.BEFORE ? "Before " : "After ") + operation.key() + ":\n<pre>{@code\n  " + lines
                + "\n}</pre>";
    }

    private CodeBlock body() {
        var code = CodeBlock.builder();
        if (assigns(statements)) {
            code.addStatement("var state = before");
        }
        var conditionalDiscard = !discardsAlways() && statements.stream().anyMatch(Statement.Discard.class::isInstance);
        if (conditionalDiscard) {
            code.addStatement("var discarded = false");
        }
        for (var statement : statements) {
            if (statement instanceof Assignment assignment) {
                code.add(assignments.of(assignment));
            } else if (conditionalDiscard) {
                var when = statement.when().map(expressions::condition).stream().toList();
                code.add(StatementCode.guarded(when, CodeBlock.of("discarded = true")));
            }
        }
        var state = assigns(statements) ? "state" : "before";
        if (conditionalDiscard || discardsAlways()) {
            code.addStatement(
                    "return new $T<>($L, $L)", HarnessTypes.EFFECT, state, conditionalDiscard ? "discarded" : "true");
        } else {
            code.addStatement("return $T.kept($L)", HarnessTypes.EFFECT, state);
        }
        return code.build();
    }

    private static boolean assigns(List<Statement> statements) {
        return statements.stream().anyMatch(Assignment.class::isInstance);
    }

    private boolean discardsAlways() {
        return statements.stream()
                .anyMatch(statement -> statement instanceof Statement.Discard
                        && statement.when().isEmpty());
    }
}
