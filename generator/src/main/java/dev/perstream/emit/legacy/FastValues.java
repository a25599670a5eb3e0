package dev.perstream.emit.legacy;

import dev.perstream.model.OperationValue;

/** Where a fast I/O routine has what it offers to statements. */
final class FastValues {

    private FastValues() {}

    /** Whether the routine is given the value, since only its caller knows where it is. */
    static boolean isArgument(OperationValue value) {
        return switch (value) {
            case LENGTH, OFFSET, CONTROL_CODE, INFORMATION_CLASS -> true;
            default -> false;
        };
    }

    /** The expression of an argument in the fast I/O routine; the information class is a constant there. */
    static String argument(OperationValue value, String informationClass) {
        return switch (value) {
            case LENGTH -> "Length";
            case OFFSET -> "FileOffset->QuadPart";
            case CONTROL_CODE -> "IoControlCode";
            case INFORMATION_CLASS -> informationClass;
            default -> throw new IllegalArgumentException(value.key());
        };
    }

    /** Whether the expression looks at the outcome. */
    static boolean needsOutcome(OperationValue value) {
        return switch (value) {
            case TRANSFERRED, STATUS, SUCCEEDED, FAILED -> true;
            default -> false;
        };
    }

    /** The expression of another value; the system time is none. */
    static String expression(OperationValue value) {
        return switch (value) {
            case PAGING -> "FALSE";
            case TRANSFERRED -> "NT_SUCCESS(IoStatus->Status) ? IoStatus->Information : 0";
            case STATUS -> "IoStatus->Status";
            case SUCCEEDED -> "(BOOLEAN)NT_SUCCESS(IoStatus->Status)";
            case FAILED -> "(BOOLEAN)!NT_SUCCESS(IoStatus->Status)";
            case PROCESS -> "PsGetCurrentProcessId()";
            case THREAD -> "PsGetCurrentThreadId()";
            case INSTANCE -> "DeviceObject";
            default -> throw new IllegalArgumentException(value.key());
        };
    }
}
