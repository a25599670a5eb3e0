package dev.perstream.emit.java;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.FilterModel;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The Java record of a context. */
final class ContextRecord {

    private final FilterModel filter;
    private final JavaNames names;
    private final JavaTypes types;
    private final ContextTypeCode description;

    ContextRecord(FilterModel filter, JavaNames names) {
        this.filter = filter;
        this.names = names;
        this.types = new JavaTypes(names);
        this.description = new ContextTypeCode(names);
    }

    TypeSpec of(Context context) {
        var methods = new ContextMethods(context, names, types);
        return TypeSpec.recordBuilder(names.type(context))
                .addJavadoc("$L", Javadoc.sentence(context.doc(), "The context of " + attachment(context.attach())))
                .addJavadoc("\n")
                .addJavadoc("$L", parameters(context))
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(constructor(context))
                .addSuperinterface(HarnessTypes.CONTEXT_SNAPSHOT)
                .addField(type(context))
                .addMethods(methods.all())
                .build();
    }

    /** Lists are copied, so that nobody can change them. */
    private MethodSpec constructor(Context context) {
        var constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        for (var field : context.fields()) {
            constructor.addParameter(types.of(field.type()), names.accessor(field));
            if (field.type() instanceof FieldType.Array) {
                constructor.addStatement("$1N = $2T.copyOf($1N)", names.accessor(field), List.class);
            }
        }
        return constructor.build();
    }

    private FieldSpec type(Context context) {
        TypeName type = ParameterizedTypeName.get(HarnessTypes.CONTEXT_TYPE, names.type(context));
        return FieldSpec.builder(type, "TYPE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Its fields, and where they lie in each driver's memory.")
                .initializer(description.of(context, filter.identity().models()))
                .build();
    }

    private String parameters(Context context) {
        return context.fields().stream()
                .map(field -> "\n@param " + names.accessor(field) + " " + meaning(field))
                .collect(Collectors.joining());
    }

    private static String meaning(Field field) {
        var note = note(field.type());
        var known = field.doc().isBlank()
                ? "the field " + field.name() + (note.isEmpty() ? "" : ", " + note)
                : field.doc().strip() + (note.isEmpty() ? "" : "; " + note);
        return Javadoc.wrapped(Javadoc.escaped(known)).replace("\n", "\n    ");
    }

    /** What the type in Java does not say. */
    private static String note(FieldType type) {
        if (type instanceof IntegerType integer && !integer.signed()) {
            return integer.bits() == Long.SIZE ? "64 bits without a sign" : "from 0 to " + integer.maximum();
        } else if (type instanceof IntegerType integer && integer.bits() < Integer.SIZE) {
            return "from " + integer.minimum() + " to " + integer.maximum();
        } else if (type instanceof FieldType.Array array) {
            return array.length() + " elements";
        } else if (type instanceof FieldType.Bytes bytes) {
            return bytes.size() + " bytes";
        } else if (type instanceof FieldType.Text text) {
            return "at most " + text.maxChars() + " UTF-16 units";
        }
        return type == SimpleType.PROCESS_ID || type == SimpleType.THREAD_ID ? "without a sign" : "";
    }

    private static String attachment(Attachment attachment) {
        return switch (attachment) {
            case VOLUME -> "a volume";
            case INSTANCE -> "an instance of the filter";
            case FILE -> "a file";
            case STREAM -> "a file stream";
            case STREAM_HANDLE -> "a handle";
            case TRANSACTION -> "a transaction";
            case SECTION -> "a section";
        };
    }
}
