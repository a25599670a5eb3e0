package dev.perstream.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.FilterModel;
import dev.perstream.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class that a test gets: {@code AuditFilter}. */
final class FacadeClass {

    private final FilterModel filter;
    private final JavaNames names;
    private final JavaPlacement placement;
    private final String fingerprint;

    FacadeClass(FilterModel filter, JavaNames names, JavaPlacement placement, String fingerprint) {
        this.filter = filter;
        this.names = names;
        this.placement = placement;
        this.fingerprint = fingerprint;
    }

    TypeSpec type() {
        var type = TypeSpec.classBuilder(names.facade())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(HarnessTypes.FILTER)
                .addJavadoc("The filter $L in a test.", filter.identity().name())
                .addField(definition())
                .addMethod(constructor());
        filter.contexts().stream()
                .filter(context -> context.attach() != Attachment.SECTION)
                .flatMap(this::accessors)
                .forEach(type::addMethod);
        return type.build();
    }

    private FieldSpec definition() {
        return FieldSpec.builder(HarnessTypes.FILTER_DEFINITION, "DEFINITION")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The filter as its schema describes it.")
                .initializer(
                        "new $T($>$>\n$S,\n$S,\n$S,\n$T.of($L),\n$T.of($>$>$L$<$<))$<$<",
                        HarnessTypes.FILTER_DEFINITION,
                        filter.identity().name(),
                        fingerprint,
                        filter.identity().windows().toString(),
                        List.class,
                        CodeBlock.join(
                                Planner.referencedFirst(filter).stream()
                                        .map(context ->
                                                CodeBlock.of("$T.$L()", names.behaviour(), names.accessor(context)))
                                        .toList(),
                                ", "),
                        Map.class,
                        CodeBlock.join(
                                filter.identity().models().stream()
                                        .map(model -> CodeBlock.of(
                                                "\n$T.$L,\nnew $T($>$>\n$S,\n$S)$<$<",
                                                HarnessTypes.DRIVER_MODEL,
                                                model.name(),
                                                HarnessTypes.FILTER_DEFINITION.nestedClass("DriverFolders"),
                                                placement.generated(model),
                                                placement.hooks(model)))
                                        .toList(),
                                ","))
                .build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Made by the extension that runs a test.")
                .addParameter(HarnessTypes.BENCH, "bench")
                .addStatement("super(bench)")
                .build();
    }

    private Stream<MethodSpec> accessors(Context context) {
        var type = names.type(context);
        var owner = owner(context.attach());
        var ofWhat = "The $L of " + described(context.attach());
        var get = MethodSpec.methodBuilder(names.accessor(context))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(ofWhat + ".\n\n@throws $T if there is none", context.name(), AssertionError.class)
                .returns(type)
                .addParameter(owner.type(), owner.name())
                .addStatement("return context($T.TYPE, $L)", type, owner.name())
                .build();
        var find = MethodSpec.methodBuilder(names.find(context))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(ofWhat + ", if there is one.", context.name())
                .returns(ParameterizedTypeName.get(ClassName.get(Optional.class), type))
                .addParameter(owner.type(), owner.name())
                .addStatement("return findContext($T.TYPE, $L)", type, owner.name())
                .build();
        return Stream.of(get, find);
    }

    private record Owner(ClassName type, String name) {}

    private static Owner owner(Attachment attachment) {
        return switch (attachment) {
            case VOLUME, INSTANCE -> new Owner(HarnessTypes.VOLUME, "volume");
            case TRANSACTION -> new Owner(HarnessTypes.TRANSACTION, "transaction");
            default -> new Owner(HarnessTypes.HANDLE, "handle");
        };
    }

    private static String described(Attachment attachment) {
        return switch (attachment) {
            case VOLUME -> "a volume";
            case INSTANCE -> "the filter's instance on a volume";
            case TRANSACTION -> "a transaction";
            case STREAM_HANDLE -> "a handle";
            case FILE -> "the file that a handle is open on";
            default -> "the stream that a handle is open on";
        };
    }
}
