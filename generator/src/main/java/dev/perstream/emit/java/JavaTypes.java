package dev.perstream.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import java.util.List;
import java.util.UUID;

/** The Java types of a context's fields. */
public final class JavaTypes {

    private final JavaNames names;

    /** Types, of which those of enumerations and contexts lie in the package that the names have. */
    public JavaTypes(JavaNames names) {
        this.names = names;
    }

    /** The type of a field. */
    public TypeName of(FieldType type) {
        if (type instanceof IntegerType integer) {
            return isLong(integer) ? TypeName.LONG : TypeName.INT;
        } else if (type instanceof SimpleType simple) {
            return of(simple);
        } else if (type instanceof FieldType.Enumeration enumeration) {
            var constants = names.type(enumeration.type());
            return enumeration.type().flags() ? ParameterizedTypeName.get(HarnessTypes.FLAGS, constants) : constants;
        } else if (type instanceof FieldType.Bytes) {
            return HarnessTypes.BYTES;
        } else if (type instanceof FieldType.Array array) {
            return ParameterizedTypeName.get(
                    ClassName.get(List.class), of(array.element()).box());
        } else if (type instanceof FieldType.Text) {
            return ClassName.get(String.class);
        } else {
            var reference = (FieldType.Reference) type;
            return ParameterizedTypeName.get(HarnessTypes.REFERENCE, names.type(reference.context()));
        }
    }

    /** Whether an integer does not fit an {@code int}; one of 64 bits without a sign is a {@code long} nevertheless. */
    public static boolean isLong(IntegerType type) {
        return type.bits() == Long.SIZE || (type.bits() == Integer.SIZE && !type.signed());
    }

    private static TypeName of(SimpleType type) {
        return switch (type) {
            case BOOL -> TypeName.BOOLEAN;
            case TIME -> HarnessTypes.SYSTEM_TIME;
            case GUID -> ClassName.get(UUID.class);
            case PROCESS_ID, THREAD_ID -> TypeName.LONG;
            case STATUS -> HarnessTypes.NT_STATUS;
            case POINTER, INSTANCE -> HarnessTypes.POINTER;
        };
    }
}
