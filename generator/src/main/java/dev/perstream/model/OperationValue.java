package dev.perstream.model;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** What an operation offers to the statements that track it. */
public enum OperationValue {
    /** The bytes asked for. */
    LENGTH("length", IntegerType.UINT32, Phase.BEFORE, in(Operation.READ, Operation.WRITE)),
    /** The byte offset; -1 with a write is the end of the file, -2 the handle's own position. */
    OFFSET("offset", IntegerType.INT64, Phase.BEFORE, in(Operation.READ, Operation.WRITE)),
    /** Whether it is paging I/O. */
    PAGING("paging", SimpleType.BOOL, Phase.BEFORE, in(Operation.READ, Operation.WRITE)),
    /** The bytes that were read or written. */
    TRANSFERRED("transferred", IntegerType.UINT64, Phase.AFTER, in(Operation.READ, Operation.WRITE)),
    /** The outcome. */
    STATUS("status", SimpleType.STATUS, Phase.AFTER, OperationValue::hasOutcome),
    /** Whether the outcome is a success. */
    SUCCEEDED("succeeded", SimpleType.BOOL, Phase.AFTER, OperationValue::hasOutcome),
    /** Whether the outcome is a failure. */
    FAILED("failed", SimpleType.BOOL, Phase.AFTER, OperationValue::hasOutcome),
    /** The normalized name of the file, after the operation. */
    NAME("name", Types.TEXT, Phase.AFTER, in(Operation.CREATE, Operation.RENAME)),
    /** The name of the volume's device. */
    VOLUME_NAME("volume-name", Types.TEXT, Phase.AFTER, in(Operation.SETUP)),
    /** The system time. */
    NOW("now", SimpleType.TIME, Phase.BEFORE, operation -> true),
    /** The process that asked. */
    PROCESS("process", SimpleType.PROCESS_ID, Phase.BEFORE, Operation::isIrp),
    /** The thread that asked; zero if none is known. */
    THREAD("thread", SimpleType.THREAD_ID, Phase.BEFORE, Operation::isIrp),
    /** The access that was asked for, an {@code ACCESS_MASK}. */
    ACCESS("access", IntegerType.UINT32, Phase.BEFORE, in(Operation.CREATE)),
    /** The create options. */
    OPTIONS("options", IntegerType.UINT32, Phase.BEFORE, in(Operation.CREATE)),
    /** Whether the file did not exist before. */
    CREATED("created", SimpleType.BOOL, Phase.AFTER, in(Operation.CREATE)),
    /** The control code. */
    CONTROL_CODE(
            "control-code",
            IntegerType.UINT32,
            Phase.BEFORE,
            in(Operation.FILE_SYSTEM_CONTROL, Operation.DEVICE_CONTROL, Operation.INTERNAL_DEVICE_CONTROL)),
    /** The {@code FILE_INFORMATION_CLASS}. */
    INFORMATION_CLASS(
            "information-class",
            IntegerType.UINT32,
            Phase.BEFORE,
            operation -> operation == Operation.QUERY_INFORMATION || operation.root() == Operation.SET_INFORMATION),
    /** Whether the file is to be deleted, or its deletion is taken back. */
    DELETING("deleting", SimpleType.BOOL, Phase.BEFORE, in(Operation.DELETE)),
    /** The instance, or the filter's device object. */
    INSTANCE(
            "instance",
            SimpleType.INSTANCE,
            Phase.BEFORE,
            operation -> operation.subject() != Operation.Subject.TRANSACTION);

    private final String key;
    private final FieldType type;
    private final Phase earliest;
    private final Predicate<Operation> offeredBy;

    OperationValue(String key, FieldType type, Phase earliest, Predicate<Operation> offeredBy) {
        this.key = key;
        this.type = type;
        this.earliest = earliest;
        this.offeredBy = offeredBy;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** The type that a statement sees; it is checked against the field's as another field would be. */
    public FieldType type() {
        return type;
    }

    /** When it is first known. */
    public Phase earliest() {
        return earliest;
    }

    /** Whether an operation has it. */
    public boolean offeredBy(Operation operation) {
        return offeredBy.test(operation);
    }

    private static boolean hasOutcome(Operation operation) {
        return operation.isIrp() && operation.completion() != Operation.Completion.NONE;
    }

    private static Predicate<Operation> in(Operation first, Operation... others) {
        Set<Operation> operations = EnumSet.of(first, others);
        return operations::contains;
    }

    private static final class Types {
        static final FieldType TEXT = new FieldType.Text(32_767, NameRefresh.CACHED, TextPlacement.OWN_BUFFER);
    }
}
