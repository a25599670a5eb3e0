package dev.perstream.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;

/** The expressions for the codecs of fields. */
final class CodecCode {

    private final JavaNames names;

    CodecCode(JavaNames names) {
        this.names = names;
    }

    CodeBlock of(FieldType type) {
        if (type instanceof IntegerType integer) {
            return codec("$L()", integer.key());
        } else if (type instanceof SimpleType simple) {
            return codec("$L()", method(simple));
        } else if (type instanceof FieldType.Enumeration enumeration) {
            var declared = enumeration.type();
            return codec(
                    "$L($T.class, $L)",
                    declared.flags() ? "flags" : "enumeration",
                    names.type(declared),
                    of(declared.base()));
        } else if (type instanceof FieldType.Bytes bytes) {
            return codec("bytes($L)", bytes.size());
        } else if (type instanceof FieldType.Array array) {
            return codec("array($L, $L)", of(array.element()), array.length());
        } else if (type instanceof FieldType.Text text) {
            var behind = text.placement().initial().isPresent();
            return codec("$L($L)", behind ? "trailingString" : "string", text.maxChars());
        } else {
            var reference = (FieldType.Reference) type;
            return codec("reference($T.TYPE)", names.type(reference.context()));
        }
    }

    private static CodeBlock codec(String call, Object... arguments) {
        return CodeBlock.builder()
                .add("$T.", HarnessTypes.CODECS)
                .add(call, arguments)
                .build();
    }

    private static String method(SimpleType type) {
        return switch (type) {
            case BOOL -> "bool";
            case TIME -> "time";
            case GUID -> "guid";
            case PROCESS_ID -> "processId";
            case THREAD_ID -> "threadId";
            case STATUS -> "status";
            case POINTER -> "pointer";
            case INSTANCE -> "instance";
        };
    }
}
