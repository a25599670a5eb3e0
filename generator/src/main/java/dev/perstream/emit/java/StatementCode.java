package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import dev.perstream.model.Statement.Assignment;
import dev.perstream.model.Statement.Operator;
import java.util.ArrayList;
import java.util.List;

/** Assignments as Java: a variable that holds a record gets a record with another value. */
final class StatementCode {

    private final JavaNames names;
    private final String variable;
    private final Expressions expressions;

    /**
     * Assignments to a variable.
     *
     * @param variable the one that holds the context
     */
    StatementCode(JavaNames names, String variable) {
        this.names = names;
        this.variable = variable;
        this.expressions = new Expressions(names, variable);
    }

    /** An assignment, under its conditions. */
    CodeBlock of(Assignment assignment) {
        return guarded(guards(assignment), assignment(assignment));
    }

    /** A statement of Java under conditions, of which there may be none. */
    static CodeBlock guarded(List<CodeBlock> guards, CodeBlock statement) {
        var code = CodeBlock.builder();
        if (guards.isEmpty()) {
            return code.addStatement(statement).build();
        }
        return code.beginControlFlow("if ($L)", CodeBlock.join(guards, " && "))
                .addStatement(statement)
                .endControlFlow()
                .build();
    }

    /** What must hold: a text or a reference can be had, the field is unset, and what the schema says. */
    private List<CodeBlock> guards(Assignment assignment) {
        var guards = new ArrayList<CodeBlock>();
        var value = assignment.value();
        expressions.textOf(value).ifPresent(text -> guards.add(CodeBlock.of("$L.isPresent()", text)));
        if (assignment.target().type() instanceof FieldType.Reference type) {
            guards.add(CodeBlock.of("$L.value().isPresent()", expressions.operand(value, type)));
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
        return CodeBlock.of("$1L = $1L.$2L($3L)", variable, names.with(field), value);
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
