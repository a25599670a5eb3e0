package dev.perstream.layout;

import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;

/** The C types of the schema's fields. */
final class FieldTypes {

    private FieldTypes() {}

    /** The type of the member that holds a field. */
    static MemberType of(Field field) {
        if (field.interlocked() && field.type() instanceof IntegerType integer) {
            return integer.bits() == Integer.SIZE ? MemberType.Interlocked.LONG : MemberType.Interlocked.LONG64;
        }
        return of(field.type());
    }

    private static MemberType of(FieldType type) {
        if (type instanceof IntegerType integer) {
            return NativeType.of(integer);
        } else if (type instanceof SimpleType simple) {
            return of(simple);
        } else if (type instanceof FieldType.Enumeration enumeration) {
            return new MemberType.Enumeration(enumeration.type());
        } else if (type instanceof FieldType.Bytes bytes) {
            return new MemberType.Array(NativeType.UCHAR, bytes.size());
        } else if (type instanceof FieldType.Array array) {
            return new MemberType.Array(of(array.element()), array.length());
        } else if (type instanceof FieldType.Text) {
            return NativeType.UNICODE_STRING;
        } else {
            return MemberType.Pointer.OPAQUE;
        }
    }

    private static MemberType of(SimpleType type) {
        return switch (type) {
            case BOOL -> NativeType.BOOLEAN;
            case TIME -> NativeType.LARGE_INTEGER;
            case GUID -> NativeType.GUID;
            case PROCESS_ID, THREAD_ID -> NativeType.HANDLE;
            case STATUS -> NativeType.NTSTATUS;
            case POINTER, INSTANCE -> MemberType.Pointer.OPAQUE;
        };
    }
}
