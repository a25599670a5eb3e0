package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.perstream.model.Context;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.Mangling;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.SimpleType;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Assignment;
import dev.perstream.model.Statement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The method that carries out a context's statements for one operation and phase. */
final class TrackMethod {

    private final JavaNames names;
    private final List<Statement> statements;
    private final Expressions expressions;

    private TrackMethod(JavaNames names, List<Statement> statements) {
        this.names = names;
        this.statements = statements;
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
                code.add(guarded(guards(assignment), assignment(assignment)));
            } else if (conditionalDiscard) {
                var when = statement.when().map(expressions::condition).stream().toList();
                code.add(guarded(when, CodeBlock.of("discarded = true")));
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

    private static CodeBlock guarded(List<CodeBlock> guards, CodeBlock statement) {
        var code = CodeBlock.builder();
        if (guards.isEmpty()) {
            return code.addStatement(statement).build();
        }
        return code.beginControlFlow("if ($L)", CodeBlock.join(guards, " && "))
                .addStatement(statement)
                .endControlFlow()
                .build();
    }

    private List<CodeBlock> guards(Assignment assignment) {
        var guards = new ArrayList<CodeBlock>();
        expressions.textOf(assignment.value()).ifPresent(text -> guards.add(CodeBlock.of("$L.isPresent()", text)));
        if (assignment.target().type() instanceof FieldType.Reference) {
            var reference =
                    expressions.operand(assignment.value(), assignment.target().type());
            guards.add(CodeBlock.of("$L.value().isPresent()", reference));
        }
        if (assignment.operator() == Operator.SET_IF_UNSET) {
            guards.add(expressions.isUnset(assignment.target()));
        }
        assignment
                .when()
                .map(when -> guards.isEmpty() ? expressions.condition(when) : expressions.grouped(when))
                .ifPresent(guards::add);
        return guards;
    }

    private CodeBlock assignment(Assignment assignment) {
        var field = assignment.target();
        var operand = expressions.operand(assignment.value(), field.type());
        var old = expressions.read(field);
        var value = switch (assignment.operator()) {
            case SET, SET_IF_UNSET -> operand;
            case ADD -> wrapped((IntegerType) field.type(), CodeBlock.of("$L + $L", old, operand));
            case SUBTRACT -> wrapped((IntegerType) field.type(), CodeBlock.of("$L - $L", old, operand));
            case OR -> either(field.type(), old, operand);
        };
        return CodeBlock.of("state = state.$L($L)", names.with(field), value);
    }

    /** Integers of 64 bits wrap around by themselves. */
    private static CodeBlock wrapped(IntegerType type, CodeBlock value) {
        return type.bits() == Long.SIZE ? value : CodeBlock.of("$T.$L($L)", HarnessTypes.INTEGERS, type.key(), value);
    }

    private static CodeBlock either(FieldType type, CodeBlock old, CodeBlock operand) {
        if (type instanceof FieldType.Enumeration) {
            return CodeBlock.of("$L.or($L)", old, operand);
        }
        return CodeBlock.of("$L $L $L", old, type == SimpleType.BOOL ? "||" : "|", operand);
    }
}
