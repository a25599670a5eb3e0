package dev.perstream.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.perstream.emit.java.TrackSlice.Run;
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
        filter.contexts().forEach(context -> context.tracks().forEach(track -> add(filter, context, track)));
    }

    /** The tests, in the schema's order. */
    List<MethodSpec> tests() {
        return tests;
    }

    /** The statements without one, each with the reason. */
    List<String> untested() {
        return untested;
    }

    private void add(FilterModel filter, Context context, Track track) {
        for (var statement : track.statements()) {
            var why = Feasible.whyNot(filter, context, track.operation(), statement);
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
        if (TrackSlice.discards(sequence)) {
            code.beginControlFlow("if (seen.afterwards().isEmpty())")
                    .addStatement("continue")
                    .endControlFlow();
        }
        return code.addStatement("var expected = seen.before()")
                .beginControlFlow("for (var event : seen.requests())")
                .add(carriedOut(context, TrackSlice.of(sequence, Set.of(field))))
                .endControlFlow()
                .addStatement(
                        "$T.assertThat(seen.after().$L()).as(seen.story()).isEqualTo(expected.$L())",
                        HarnessTypes.ASSERTIONS,
                        names.accessor(field),
                        names.accessor(field))
                .build();
    }

    private CodeBlock discarded(Context context, Operation operation) {
        var sequence = TrackSlice.sequence(context, operation);
        var fields = new LinkedHashSet<Field>();
        sequence.stream()
                .filter(run -> run.statement() instanceof Statement.Discard)
                .forEach(run -> fields.addAll(
                        TrackSlice.reads(Optional.empty(), run.statement().when())));
        var slice = TrackSlice.of(sequence, fields);
        var told = sequence.stream()
                .filter(run -> run.statement() instanceof Statement.Discard || slice.contains(run))
                .toList();
        var code = CodeBlock.builder();
        if (!fields.isEmpty()) {
            code.addStatement("var expected = seen.before()");
        }
        return code.addStatement("var discarded = false")
                .beginControlFlow("for (var event : seen.requests())")
                .add(carriedOut(context, told))
                .endControlFlow()
                .addStatement(
                        "$T.assertThat(seen.afterwards().isEmpty()).as(seen.story()).isEqualTo(discarded)",
                        HarnessTypes.ASSERTIONS)
                .build();
    }

    /** Statements in their order. What changes files changes their contexts when it has succeeded, and only then. */
    private CodeBlock carriedOut(Context context, List<Run> runs) {
        var code = CodeBlock.builder();
        var waiting = false;
        for (var run : runs) {
            var waits = Feasible.waitsForSuccess(context.attach(), run.operation());
            if (waits && !waiting) {
                code.beginControlFlow("if (event.succeeded())");
            } else if (!waits && waiting) {
                code.endControlFlow();
            }
            waiting = waits;
            code.add(statement(run.statement()));
        }
        return (waiting ? code.endControlFlow() : code).build();
    }

    private CodeBlock statement(Statement statement) {
        if (statement instanceof Assignment assignment) {
            return new StatementCode(names, "expected").of(assignment);
        }
        var when = statement.when().map(new Expressions(names, "expected")::condition).stream()
                .toList();
        return StatementCode.guarded(when, CodeBlock.of("discarded = true"));
    }
}
