package dev.perstream.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.perstream.model.Context;
import dev.perstream.model.Field;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The methods of a context's record. */
final class ContextMethods {

    private static final String MODEL = "model";
    private static final String ABI = "abi";

    private final Context context;
    private final JavaNames names;
    private final JavaTypes types;
    private final ClassName self;

    ContextMethods(Context context, JavaNames names, JavaTypes types) {
        this.context = context;
        this.names = names;
        this.types = types;
        this.self = names.type(context);
    }

    List<MethodSpec> all() {
        var methods = new ArrayList<MethodSpec>();
        methods.add(zero());
        methods.add(decodeAt());
        methods.add(decodeBytes());
        methods.add(encode());
        methods.add(diff());
        context.fields().forEach(field -> methods.add(with(field)));
        methods.add(contextType());
        methods.add(text());
        return methods;
    }

    private MethodSpec zero() {
        return MethodSpec.methodBuilder("zero")
                .addJavadoc("What memory that is all zero stands for.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self)
                .addStatement("return TYPE.zero()")
                .build();
    }

    private MethodSpec decodeAt() {
        return driver(MethodSpec.methodBuilder("decode")
                        .addJavadoc("Reads it from memory: of the simulated kernel, or of a dump.\n")
                        .addJavadoc("\n@param address of its structure")
                        .addJavadoc("\n@throws $T if memory holds nothing of the kind", HarnessTypes.DECODE_EXCEPTION)
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(HarnessTypes.MEMORY, "memory")
                        .addParameter(TypeName.LONG, "address"))
                .returns(self)
                .addStatement("return TYPE.decode(memory, address, $N, $N)", MODEL, ABI)
                .build();
    }

    private MethodSpec decodeBytes() {
        return driver(MethodSpec.methodBuilder("decode")
                        .addJavadoc("Reads it from the bytes of its structure, where these point to nothing else.\n")
                        .addJavadoc("\n@throws $T if the bytes are nothing of the kind", HarnessTypes.DECODE_EXCEPTION)
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(HarnessTypes.BYTES, "raw"))
                .returns(self)
                .addStatement("return TYPE.decode(raw, $N, $N)", MODEL, ABI)
                .build();
    }

    private MethodSpec encode() {
        return driver(MethodSpec.methodBuilder("encode")
                        .addJavadoc("Its bytes as a driver holds them, with all that it points to.\n")
                        .addJavadoc(
                                "\n@throws $T if a value is not in its field's range", IllegalArgumentException.class)
                        .addModifiers(Modifier.PUBLIC))
                .returns(HarnessTypes.ENCODED_CONTEXT)
                .addStatement("return TYPE.encode(this, $N, $N)", MODEL, ABI)
                .build();
    }

    private MethodSpec diff() {
        return MethodSpec.methodBuilder("diff")
                .addJavadoc("In which fields it differs from another one.")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(self, "other")
                .returns(HarnessTypes.DIFFERENCE)
                .addStatement("return TYPE.diff(this, other)")
                .build();
    }

    private MethodSpec with(Field field) {
        var arguments = context.fields().stream()
                .map(any -> CodeBlock.of("$N", names.accessor(any)))
                .collect(CodeBlock.joining(",$W"));
        return MethodSpec.methodBuilder(names.with(field))
                .addJavadoc("The same with another $N.", names.accessor(field))
                .addModifiers(Modifier.PUBLIC)
                .addParameter(types.of(field.type()), names.accessor(field))
                .returns(self)
                .addStatement("return new $T($L)", self, arguments)
                .build();
    }

    private MethodSpec contextType() {
        return MethodSpec.methodBuilder("contextType")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(HarnessTypes.CONTEXT_TYPE, self))
                .addStatement("return TYPE")
                .build();
    }

    private static MethodSpec text() {
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return TYPE.text(this)")
                .build();
    }

    private static MethodSpec.Builder driver(MethodSpec.Builder method) {
        return method.addParameter(HarnessTypes.DRIVER_MODEL, MODEL).addParameter(HarnessTypes.ABI, ABI);
    }
}
