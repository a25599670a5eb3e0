package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;

/** How a callback comes by the values of an operation. */
final class Values {

    private final Operation operation;

    Values(Operation operation) {
        this.operation = operation;
    }

    /** The C expression of a value; not for texts and the time, which take a call. */
    String expression(OperationValue value, CNames names) {
        return switch (value) {
            case LENGTH -> "Data->Iopb->Parameters." + transfer() + ".Length";
            case OFFSET -> "Data->Iopb->Parameters." + transfer() + ".ByteOffset.QuadPart";
            case PAGING -> "BooleanFlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO)";
            case TRANSFERRED -> "NT_SUCCESS(Data->IoStatus.Status) ? Data->IoStatus.Information : 0";
            case STATUS -> "Data->IoStatus.Status";
            case SUCCEEDED -> "NT_SUCCESS(Data->IoStatus.Status)";
            case FAILED -> "!NT_SUCCESS(Data->IoStatus.Status)";
            case PROCESS -> "UlongToHandle(FltGetRequestorProcessId(Data))";
            case THREAD -> "Data->Thread != NULL ? PsGetThreadId(Data->Thread) : NULL";
            case ACCESS -> "Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess";
            case OPTIONS -> "FlagOn(Data->Iopb->Parameters.Create.Options, FILE_VALID_OPTION_FLAGS)";
            case CREATED -> "NT_SUCCESS(Data->IoStatus.Status) && Data->IoStatus.Information == FILE_CREATED";
            case CONTROL_CODE -> controlCode();
            case INFORMATION_CLASS -> "Data->Iopb->Parameters." + information() + ".FileInformationClass";
            case DELETING -> names.prefix() + "pIsDeleting(Data)";
            case INSTANCE -> "FltObjects->Instance";
            case NAME, VOLUME_NAME, NOW -> throw new IllegalArgumentException("takes a call: " + value);
        };
    }

    /** Whether the value is known only when the filter itself has decided about the outcome. */
    static boolean isOutcome(OperationValue value) {
        return value == OperationValue.STATUS
                || value == OperationValue.SUCCEEDED
                || value == OperationValue.FAILED
                || value == OperationValue.CREATED;
    }

    private String transfer() {
        return operation == Operation.READ ? "Read" : "Write";
    }

    private String information() {
        return operation == Operation.QUERY_INFORMATION ? "QueryFileInformation" : "SetFileInformation";
    }

    private String controlCode() {
        return operation == Operation.FILE_SYSTEM_CONTROL
                ? "Data->Iopb->Parameters.FileSystemControl.Common.FsControlCode"
                : "Data->Iopb->Parameters.DeviceIoControl.Common.IoControlCode";
    }
}
