package dev.perstream;

import dev.perstream.model.Architecture;
import dev.perstream.model.Attachment;
import dev.perstream.model.Condition;
import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.DriverModel;
import dev.perstream.model.DriverVersion;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.FilterIdentity;
import dev.perstream.model.FilterModel;
import dev.perstream.model.IntegerType;
import dev.perstream.model.LoadOrderGroup;
import dev.perstream.model.Lock;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationUse;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Pool;
import dev.perstream.model.SimpleType;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Operator;
import dev.perstream.model.TextPlacement;
import dev.perstream.model.Track;
import dev.perstream.model.Unavailable;
import dev.perstream.model.WindowsVersion;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters for tests of the emitters, made without a schema. */
public final class SampleFilters {

    private static final EnumType VERDICT = new EnumType(
            "Verdict",
            "",
            IntegerType.UINT8,
            false,
            List.of(constant("unknown", 0), constant("clean", 1), constant("dirty", 2)));

    private SampleFilters() {}

    /** The filter of the audit example. */
    public static FilterModel audit() {
        return new FilterModel(
                identity("Audit"),
                List.of(VERDICT),
                List.of(streamState(), handleState()),
                List.of(
                        new OperationUse(Operation.CREATE, Set.of(Phase.AFTER), List.of()),
                        new OperationUse(Operation.WRITE, Set.of(Phase.BEFORE, Phase.AFTER), List.of("StreamState"))));
    }

    /** An identity with which both models may be built. */
    public static FilterIdentity identity(String name) {
        return new FilterIdentity(
                name,
                "Counts what is written to every file stream",
                "Example Corp",
                new DriverVersion(1, 0, 0, 0),
                Set.of(DriverModel.MINIFILTER, DriverModel.LEGACY),
                LoadOrderGroup.ACTIVITY_MONITOR,
                "370030",
                WindowsVersion.WINDOWS_10_2004,
                Set.of(Architecture.X64, Architecture.ARM64));
    }

    private static Context streamState() {
        var openCount = field("OpenCount", IntegerType.UINT32);
        var written = new Field("BytesWritten", "", IntegerType.UINT64, true);
        var verdict = field("Verdict", new FieldType.Enumeration(VERDICT));
        var name = new Field(
                "Name",
                "Normalized name when last opened or renamed",
                new FieldType.Text(1024, NameRefresh.CACHED, TextPlacement.OWN_BUFFER),
                false);
        var digest = field("Digest", new FieldType.Bytes(32));
        var firstOpened = field("FirstOpened", SimpleType.TIME);
        return new Context(
                "StreamState",
                "What has been written to one file stream since it was first opened",
                Attachment.STREAM,
                CreateWhen.FIRST_OPEN,
                Pool.NONPAGED,
                "AuSs",
                Lock.RESOURCE,
                Unavailable.IGNORE,
                false,
                List.of(openCount, written, verdict, name, digest, firstOpened),
                List.of(
                        new Track(
                                Operation.CREATE,
                                List.of(
                                        set(openCount, Operator.ADD, number(1), Phase.AFTER),
                                        set(name, Operator.SET, value(OperationValue.NAME), Phase.AFTER),
                                        set(
                                                firstOpened,
                                                Operator.SET_IF_UNSET,
                                                value(OperationValue.NOW),
                                                Phase.AFTER))),
                        new Track(
                                Operation.CLEANUP, List.of(set(openCount, Operator.SUBTRACT, number(1), Phase.BEFORE))),
                        new Track(
                                Operation.WRITE,
                                List.of(
                                        set(
                                                verdict,
                                                Operator.SET,
                                                new Operand.Constants(
                                                        VERDICT,
                                                        List.of(VERDICT.constants()
                                                                .get(0))),
                                                Phase.BEFORE),
                                        new Statement.Assignment(
                                                written,
                                                Operator.ADD,
                                                value(OperationValue.LENGTH),
                                                Optional.of(new Condition.Holds(value(OperationValue.SUCCEEDED))),
                                                Phase.AFTER))),
                        new Track(
                                Operation.RENAME,
                                List.of(set(name, Operator.SET, value(OperationValue.NAME), Phase.AFTER)))));
    }

    private static Context handleState() {
        var stream = field("Stream", new FieldType.Reference("StreamState"));
        var process = field("Process", SimpleType.PROCESS_ID);
        return new Context(
                "HandleState",
                "",
                Attachment.STREAM_HANDLE,
                CreateWhen.FIRST_OPEN,
                Pool.NONPAGED,
                "AuHs",
                Lock.FAST_MUTEX,
                Unavailable.IGNORE,
                false,
                List.of(stream, process),
                List.of(new Track(
                        Operation.CREATE,
                        List.of(
                                set(stream, Operator.SET, new Operand.ContextReference("StreamState"), Phase.AFTER),
                                set(process, Operator.SET, value(OperationValue.PROCESS), Phase.AFTER)))));
    }

    private static Statement set(Field field, Operator operator, Operand operand, Phase phase) {
        return new Statement.Assignment(field, operator, operand, Optional.empty(), phase);
    }

    private static Operand number(long value) {
        return new Operand.Literal(BigInteger.valueOf(value));
    }

    private static Operand value(OperationValue value) {
        return new Operand.Value(value);
    }

    private static Field field(String name, FieldType type) {
        return new Field(name, "", type, false);
    }

    private static EnumConstant constant(String name, long value) {
        return new EnumConstant(name, BigInteger.valueOf(value));
    }
}
