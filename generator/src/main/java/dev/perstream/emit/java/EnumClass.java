package dev.perstream.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import java.math.BigInteger;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** The Java enumeration of a schema's enum or flags. */
final class EnumClass {

    private EnumClass() {}

    static TypeSpec of(EnumType type, JavaNames names) {
        var kind = type.flags() ? "Flags, held by " : "Constants, held by ";
        var result = TypeSpec.enumBuilder(names.type(type).simpleName())
                .addJavadoc(
                        "$L", Javadoc.sentence(type.doc(), kind + type.base().key()))
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(HarnessTypes.CONSTANT);
        for (var constant : type.constants()) {
            result.addEnumConstant(
                    names.constant(constant),
                    TypeSpec.anonymousClassBuilder("$L, $S", value(constant, type.flags()), constant.name())
                            .build());
        }
        return result.addField(field(TypeName.LONG, "value"))
                .addField(field(ClassName.get(String.class), "key"))
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(TypeName.LONG, "value")
                        .addParameter(String.class, "key")
                        .addStatement("this.value = value")
                        .addStatement("this.key = key")
                        .build())
                .addMethod(getter(TypeName.LONG, "value"))
                .addMethod(getter(ClassName.get(String.class), "key"))
                .build();
    }

    private static FieldSpec field(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
    }

    private static MethodSpec getter(TypeName type, String name) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $N", name)
                .build();
    }

    /** A literal of type {@code long}, whose bits are those of an unsigned value that is too large for one. */
    private static String value(EnumConstant constant, boolean flags) {
        var value = constant.value();
        var bits = value.longValue();
        if (flags || value.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) > 0) {
            return "0x" + Long.toHexString(bits).toUpperCase(Locale.ROOT) + "L";
        }
        return bits == (int) bits ? Long.toString(bits) : bits + "L";
    }
}
