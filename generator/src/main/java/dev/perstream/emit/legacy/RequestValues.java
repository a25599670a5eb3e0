package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.TrackParameter;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;

/** Where a request has what it offers to statements. */
final class RequestValues {

    private final Operation operation;
    private final CNames names;

    RequestValues(Operation operation, CNames names) {
        this.operation = operation;
        this.names = names;
    }

    /** The expression of a value that is one; the system time is none, and a name is asked for. */
    String expression(OperationValue value) {
        return switch (value) {
            case LENGTH -> parameter("Length");
            case OFFSET -> parameter("ByteOffset.QuadPart");
            case PAGING -> "BooleanFlagOn(Irp->Flags, IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO)";
            case TRANSFERRED -> "NT_SUCCESS(Irp->IoStatus.Status) ? Irp->IoStatus.Information : 0";
            case STATUS -> "Irp->IoStatus.Status";
            case SUCCEEDED -> "(BOOLEAN)NT_SUCCESS(Irp->IoStatus.Status)";
            case FAILED -> "(BOOLEAN)!NT_SUCCESS(Irp->IoStatus.Status)";
            case VOLUME_NAME -> names.routine("VolumeName") + "(DeviceObject)";
            case PROCESS -> "UlongToHandle(IoGetRequestorProcessId(Irp))";
            case THREAD -> names.routine("RequestorThread") + "(Irp)";
            case ACCESS -> "Stack->Parameters.Create.SecurityContext->DesiredAccess";
            case OPTIONS -> "FlagOn(Stack->Parameters.Create.Options, FILE_VALID_OPTION_FLAGS)";
            case CREATED -> names.routine("HasCreated") + "(Irp)";
            case CONTROL_CODE -> controlCode();
            case INFORMATION_CLASS -> "(UINT32)" + parameter("FileInformationClass");
            case DELETING -> names.routine("IsDeleting") + "(Irp)";
            case INSTANCE -> "DeviceObject";
            case NAME, NOW -> throw new IllegalArgumentException(value.key());
        };
    }

    /** Whether the expression looks into the stack location. */
    static boolean needsStack(TrackParameter parameter) {
        return parameter
                .value()
                .filter(value -> switch (value) {
                    case LENGTH, OFFSET, ACCESS, OPTIONS, CONTROL_CODE, INFORMATION_CLASS -> true;
                    default -> false;
                })
                .isPresent();
    }

    private String controlCode() {
        return operation == Operation.FILE_SYSTEM_CONTROL
                ? "Stack->Parameters.FileSystemControl.FsControlCode"
                : "Stack->Parameters.DeviceIoControl.IoControlCode";
    }

    private String parameter(String member) {
        var request = switch (operation.root()) {
            case READ -> "Read";
            case WRITE -> "Write";
            case QUERY_INFORMATION -> "QueryFile";
            case SET_INFORMATION -> "SetFile";
            default -> throw new IllegalArgumentException(operation.key());
        };
        return "Stack->Parameters." + request + "." + member;
    }
}
