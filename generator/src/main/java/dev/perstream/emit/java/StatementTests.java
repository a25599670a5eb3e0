package dev.perstream.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Field;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operation;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Assignment;
import dev.perstream.model.Track;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A test for each statement: the operation is brought about, and the field is compared with what follows from its value
 * before and from what the operation was given.
 */
final class StatementTests {

    private final JavaNames names;
    private final TestNames testNames;
    private final List<String> untested = new ArrayList<>();
    private final List<MethodSpec> tests = new ArrayList<>();

    StatementTests(FilterModel filter, JavaNames names, TestNames testNames) {
        this.names = names;
        this.testNames = testNames;
        filter.contexts().forEach(context -> context.tracks().forEach(track -> add(context, track)));
    }

    /** The tests, in the schema's order. */
    List<MethodSpec> tests() {
        return tests;
    }

    /** The statements without one, each with the reason. */
    List<String> untested() {
        return untested;
    }

    private void add(Context context, Track track) {
        for (var statement : track.statements()) {
            var why = Feasible.whyNot(context, track.operation(), statement);
            if (why.isEmpty()) {
                tests.add(test(context, track.operation(), statement));
            } else {
                untested.add(title(context, track.operation(), statement) + ": " + why);
            }
        }
    }

    private static String title(Context context, Operation operation, Statement statement) {
        return context.name() + ", " + operation.key() + ": " + StatementText.of(statement);
    }

    private MethodSpec test(Context context, Operation operation, Statement statement) {
        return MethodSpec.methodBuilder(testNames.of(names.accessor(context), operation, statement))
                .addAnnotation(HarnessTypes.TEST)
                .addAnnotation(AnnotationSpec.builder(HarnessTypes.DISPLAY_NAME)
                        .addMember("value", "$S", title(context, operation, statement))
                        .build())
                .addParameter(names.facade(), "filter")
                .beginControlFlow(
                        "for (var seen : $T.of(filter, $T.TYPE).each($T.$L))",
                        HarnessTypes.TRACKING,
                        names.type(context),
                        HarnessTypes.OPERATION,
                        operation.name())
                .addCode(
                        statement instanceof Assignment assignment
                                ? assigned(context, operation, assignment.target())
                                : discarded(context, operation))
                .endControlFlow()
                .build();
    }

    private CodeBlock assigned(Context context, Operation operation, Field field) {
        var sequence = TrackSlice.sequence(context, operation);
        var code = CodeBlock.builder();
        if (sequence.stream().anyMatch(Statement.Discard.class::isInstance)) {
            code.beginControlFlow("if (seen.afterwards().isEmpty())")
                    .addStatement("continue")
                    .endControlFlow();
        }
        code.addStatement("var expected = seen.before()");
        code.beginControlFlow("for (var event : seen.requests())");
        code.add(onSuccess(context, operation, assignments(TrackSlice.of(sequence, Set.of(field)))));
        code.endControlFlow();
        return code.addStatement(
                        "$T.assertThat(seen.after().$L()).as(seen.story()).isEqualTo(expected.$L())",
                        HarnessTypes.ASSERTIONS,
                        names.accessor(field),
                        names.accessor(field))
                .build();
    }

    private CodeBlock assignments(List<Assignment> slice) {
        var statements = new StatementCode(names, "expected");
        return slice.stream().map(statements::of).collect(CodeBlock.joining(""));
    }

    private CodeBlock discarded(Context context, Operation operation) {
        var sequence = TrackSlice.sequence(context, operation);
        var fields = new LinkedHashSet<Field>();
        sequence.stream()
                .filter(Statement.Discard.class::isInstance)
                .forEach(discard -> fields.addAll(TrackSlice.reads(Optional.empty(), discard.when())));
        var slice = TrackSlice.of(sequence, fields);
        var expressions = new Expressions(names, "expected");
        var body = CodeBlock.builder();
        for (var statement : sequence) {
            if (statement instanceof Statement.Discard) {
                var when = statement.when().map(expressions::condition).stream().toList();
                body.add(StatementCode.guarded(when, CodeBlock.of("discarded = true")));
            } else if (slice.contains(statement)) {
                body.add(assignments(List.of((Assignment) statement)));
            }
        }
        var code = CodeBlock.builder();
        if (!fields.isEmpty()) {
            code.addStatement("var expected = seen.before()");
        }
        return code.addStatement("var discarded = false")
                .beginControlFlow("for (var event : seen.requests())")
                .add(onSuccess(context, operation, body.build()))
                .endControlFlow()
                .addStatement(
                        "$T.assertThat(seen.afterwards().isEmpty()).as(seen.story()).isEqualTo(discarded)",
                        HarnessTypes.ASSERTIONS)
                .build();
    }

    /** What changes files changes their contexts when it has succeeded, and only then. */
    private static CodeBlock onSuccess(Context context, Operation operation, CodeBlock code) {
        var exists = context.attach().ofFile() && operation.takesEffectOnSuccess()
                || context.attach() == Attachment.TRANSACTION && operation.opens();
        return exists
                ? CodeBlock.builder()
                        .beginControlFlow("if (event.succeeded())")
                        .add(code)
                        .endControlFlow()
                        .build()
                : code;
    }
}
