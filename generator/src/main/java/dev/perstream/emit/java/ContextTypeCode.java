package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.perstream.layout.ContextShape;
import dev.perstream.layout.Placement;
import dev.perstream.model.Architecture;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The description of a context that its record has in the constant {@code TYPE}. */
final class ContextTypeCode {

    private final JavaNames names;
    private final CodecCode codecs;

    ContextTypeCode(JavaNames names) {
        this.names = names;
        this.codecs = new CodecCode(names);
    }

    CodeBlock of(Context context, Collection<DriverModel> models) {
        var type = names.type(context);
        var code = CodeBlock.builder()
                .add(
                        "$T$>$>\n.<$T>named($S, $T.$L, $S)",
                        HarnessTypes.CONTEXT_TYPE,
                        type,
                        context.name(),
                        HarnessTypes.ATTACHMENT,
                        context.attach().name(),
                        context.tag());
        context.fields().forEach(field -> code.add("\n$L", field(context, field)));
        for (var model : models) {
            for (var architecture : Architecture.values()) {
                code.add("\n$L", layout(context, model, architecture));
            }
        }
        return code.add(
                        "\n.madeBy(values -> new $T($L))$<$<",
                        type,
                        values(context.fields().size()))
                .build();
    }

    private CodeBlock field(Context context, Field field) {
        return CodeBlock.of(
                ".field($S, $L, $T::$N)",
                field.name(),
                codecs.of(field.type()),
                names.type(context),
                names.accessor(field));
    }

    private static CodeBlock layout(Context context, DriverModel model, Architecture architecture) {
        var placement = ContextShape.of(context, model).layout().on(architecture);
        return CodeBlock.of(
                ".layout($T.$L, $T.$L, $T.of($L$L))",
                HarnessTypes.DRIVER_MODEL,
                model.name(),
                HarnessTypes.ABI,
                architecture.name(),
                HarnessTypes.CONTEXT_LAYOUT,
                placement.extent().size(),
                offsets(placement));
    }

    private static CodeBlock offsets(Placement placement) {
        var code = CodeBlock.builder();
        placement.members().stream()
                .filter(placed -> placed.member().field().isPresent())
                .forEach(placed -> code.add(",$W$L", placed.offset()));
        return code.build();
    }

    private static CodeBlock values(int count) {
        return CodeBlock.of(IntStream.range(0, count)
                .mapToObj(index -> "values.at(" + index + ")")
                .collect(Collectors.joining(",$W")));
    }
}
