package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.model.Context;
import dev.perstream.model.FieldType;
import dev.perstream.model.FilterModel;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Statement;
import dev.perstream.model.Track;
import dev.perstream.model.Unavailable;
import dev.perstream.plan.TrackStep;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class that says what a filter's statements do to its contexts: {@code AuditBehaviour}. */
final class BehaviourClass {

    private final FilterModel filter;
    private final JavaNames names;

    BehaviourClass(FilterModel filter, JavaNames names) {
        this.filter = filter;
        this.names = names;
    }

    TypeSpec type() {
        var type = TypeSpec.classBuilder(names.behaviour())
                .addModifiers(Modifier.FINAL)
                .addJavadoc(
                        "What the statements of the schema do to the contexts of $L.",
                        filter.identity().name())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        filter.contexts().forEach(context -> type.addMethod(behaviour(context)));
        filter.contexts().forEach(context -> methods(context).forEach(type::addMethod));
        return type.build();
    }

    private MethodSpec behaviour(Context context) {
        return MethodSpec.methodBuilder(names.accessor(context))
                .addModifiers(Modifier.STATIC)
                .returns(ParameterizedTypeName.get(HarnessTypes.CONTEXT_BEHAVIOUR, names.type(context)))
                .addStatement(
                        "return new $T<>(\n$T.TYPE,\n$T.$L,\n$L,\n$L,\n$L,\n$L,\n$L)",
                        HarnessTypes.CONTEXT_BEHAVIOUR,
                        names.type(context),
                        HarnessTypes.CONTEXT_BEHAVIOUR.nestedClass("CreateWhen"),
                        context.create().name(),
                        context.unavailable() == Unavailable.FAIL,
                        initial(context),
                        lines(steps(context).map(step -> tracked(context, step)).toList()),
                        list(lazyNames(context)),
                        list(otherUses(context)))
                .build();
    }

    /** The statements of an operation that run in one phase. */
    private record Step(Operation operation, Phase phase) {}

    private static Stream<Step> steps(Context context) {
        return context.tracks().stream()
                .flatMap(track -> Stream.of(Phase.values())
                        .filter(phase -> !track.in(phase).isEmpty())
                        .map(phase -> new Step(track.operation(), phase)));
    }

    private Stream<MethodSpec> methods(Context context) {
        return steps(context)
                .map(step -> TrackMethod.of(
                        names,
                        context,
                        step.operation(),
                        step.phase(),
                        context.track(step.operation()).orElseThrow().in(step.phase())));
    }

    private CodeBlock tracked(Context context, Step step) {
        return CodeBlock.of(
                "new $T<>($T.$L, $T.$L, $T::$L)",
                HarnessTypes.CONTEXT_BEHAVIOUR.nestedClass("Tracked"),
                HarnessTypes.OPERATION,
                step.operation().name(),
                HarnessTypes.PHASE,
                step.phase().name(),
                names.behaviour(),
                TrackMethod.name(names, context, step.operation(), step.phase()));
    }

    /** What a new context holds: zeros, but for the text that lies behind it. */
    private CodeBlock initial(Context context) {
        var trailing = context.trailingText();
        if (trailing.isEmpty()) {
            return CodeBlock.of("(zero, event) -> zero");
        }
        var text = (FieldType.Text) trailing.get().type();
        var isVolume = text.placement()
                .initial()
                .filter(OperationValue.VOLUME_NAME::equals)
                .isPresent();
        return CodeBlock.of(
                "(zero, event) -> zero.$L($T.cut(event.$L().orElse($S), $L))",
                names.with(trailing.get()),
                HarnessTypes.TEXTS,
                isVolume ? "volumeName" : "name",
                "",
                text.maxChars());
    }

    private static List<CodeBlock> lazyNames(Context context) {
        return context.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Text text && text.refresh() == NameRefresh.LAZY)
                .map(field -> CodeBlock.of("$S", field.name()))
                .toList();
    }

    /** Where hooks are handed it, or statements of other contexts refer to it. */
    private List<CodeBlock> otherUses(Context context) {
        var handed = filter.operations().stream()
                .filter(use -> use.contexts().contains(context.name()))
                .flatMap(use -> use.hooks().stream().map(phase -> use(use.operation(), phase, false)));
        var referredTo = filter.contexts().stream()
                .flatMap(other -> other.tracks().stream().flatMap(track -> references(other, track, context)));
        return Stream.concat(handed, referredTo).distinct().toList();
    }

    private static Stream<CodeBlock> references(Context from, Track track, Context to) {
        return Stream.of(Phase.values())
                .filter(phase -> track.in(phase).stream().anyMatch(statement -> refersTo(statement, to)))
                .map(phase -> use(
                        track.operation(),
                        phase,
                        new TrackStep(from, track.operation(), phase, track.in(phase)).onSuccess()));
    }

    private static CodeBlock use(Operation operation, Phase phase, boolean onSuccess) {
        return CodeBlock.of(
                "new $T($T.$L, $T.$L, $L)",
                HarnessTypes.CONTEXT_BEHAVIOUR.nestedClass("Use"),
                HarnessTypes.OPERATION,
                operation.name(),
                HarnessTypes.PHASE,
                phase.name(),
                onSuccess);
    }

    private static boolean refersTo(Statement statement, Context context) {
        return statement instanceof Statement.Assignment assignment
                && assignment.value() instanceof Operand.ContextReference reference
                && reference.context().equals(context.name());
    }

    private static CodeBlock list(List<CodeBlock> elements) {
        return CodeBlock.of("$T.of($L)", List.class, CodeBlock.join(elements, ", "));
    }

    /** A list with an element on each line. */
    private static CodeBlock lines(List<CodeBlock> elements) {
        return elements.isEmpty()
                ? list(elements)
                : CodeBlock.of("$T.of($>$>\n$L$<$<)", List.class, CodeBlock.join(elements, ",\n"));
    }
}
