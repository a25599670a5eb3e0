package dev.perstream.emit.c;

import dev.perstream.model.DriverModel;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import java.util.Locale;

/** The C types of values. */
final class CTypes {

    private CTypes() {}

    /** The C type of a value that is one object; not for bytes and arrays, which are declared with a length. */
    static String scalar(FieldType type, CNames names, DriverModel model) {
        if (type instanceof IntegerType integer) {
            return integer.name().toUpperCase(Locale.ROOT);
        }
        if (type instanceof SimpleType simple) {
            return simple(simple, model);
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return names.type(enumeration.type());
        }
        if (type instanceof FieldType.Reference reference) {
            return names.pointer(reference.context());
        }
        if (type instanceof FieldType.Text) {
            return "UNICODE_STRING";
        }
        throw new IllegalArgumentException("no single C type: " + type);
    }

    private static String simple(SimpleType type, DriverModel model) {
        return switch (type) {
            case BOOL -> "BOOLEAN";
            case TIME -> "LARGE_INTEGER";
            case GUID -> "GUID";
            case PROCESS_ID, THREAD_ID -> "HANDLE";
            case STATUS -> "NTSTATUS";
            case POINTER -> "PVOID";
            case INSTANCE -> model == DriverModel.MINIFILTER ? "PFLT_INSTANCE" : "PDEVICE_OBJECT";
        };
    }
}
