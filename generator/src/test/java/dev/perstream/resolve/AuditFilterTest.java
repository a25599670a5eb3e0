package dev.perstream.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.model.Architecture;
import dev.perstream.model.Attachment;
import dev.perstream.model.Condition;
import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.DriverModel;
import dev.perstream.model.DriverVersion;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.FilterModel;
import dev.perstream.model.IntegerType;
import dev.perstream.model.LoadOrderGroup;
import dev.perstream.model.Lock;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationUse;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Pool;
import dev.perstream.model.SimpleType;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Operator;
import dev.perstream.model.WindowsVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads the schema of the design into the model that it describes. */
class AuditFilterTest {

    private FilterModel audit;
    private Context stream;
    private Context handle;

    @BeforeEach
    void read() throws IOException {
        audit = Schemas.valid(Files.readString(Path.of("../examples/audit/src/main/perstream/audit.yaml")));
        stream = audit.context("StreamState");
        handle = audit.context("HandleState");
    }

    @Test
    void theFilterIsWhatItsSectionSays() {
        var filter = audit.identity();

        assertThat(filter.name()).isEqualTo("Audit");
        assertThat(filter.description()).isEqualTo("Counts what is written to every file stream");
        assertThat(filter.provider()).isEqualTo("Example Corp");
        assertThat(filter.version()).isEqualTo(new DriverVersion(1, 0, 0, 0));
        assertThat(filter.models()).containsExactly(DriverModel.MINIFILTER, DriverModel.LEGACY);
        assertThat(filter.group()).isEqualTo(LoadOrderGroup.ACTIVITY_MONITOR);
        assertThat(filter.altitude()).isEqualTo("370030");
        assertThat(filter.windows()).isEqualTo(WindowsVersion.WINDOWS_10_2004);
        assertThat(filter.architectures()).containsExactly(Architecture.X64, Architecture.ARM64);
    }

    @Test
    void propertiesAreTakenAndDefaultsFilledIn() {
        assertThat(stream.attach()).isEqualTo(Attachment.STREAM);
        assertThat(stream.tag()).isEqualTo("AuSs");
        assertThat(stream.lock()).isEqualTo(Lock.RESOURCE);
        assertThat(handle.attach()).isEqualTo(Attachment.STREAM_HANDLE);
        assertThat(handle.create()).isEqualTo(CreateWhen.FIRST_OPEN);
        assertThat(handle.pool()).isEqualTo(Pool.NONPAGED);
        assertThat(handle.lock()).isEqualTo(Lock.FAST_MUTEX);
    }

    @Test
    void aTagIsDerivedFromTheNamesWhereNoneIsGiven() {
        assertThat(handle.tag()).isEqualTo("AuHs");
    }

    @Test
    void fieldsHaveTheirTypesInOrder() {
        assertThat(stream.fields())
                .extracting(Field::name)
                .containsExactly("OpenCount", "BytesWritten", "Verdict", "Name", "Digest", "FirstOpened");
        assertThat(stream.fields().get(0).type()).isEqualTo(IntegerType.UINT32);
        assertThat(stream.fields().get(1).interlocked()).isTrue();
        assertThat(stream.fields().get(2).type())
                .isEqualTo(new FieldType.Enumeration(audit.enums().get(0)));
        assertThat(((FieldType.Text) stream.fields().get(3).type()).maxChars()).isEqualTo(1024);
        assertThat(stream.fields().get(4).type()).isEqualTo(new FieldType.Bytes(32));
        assertThat(stream.fields().get(5).type()).isEqualTo(SimpleType.TIME);
        assertThat(handle.references()).containsExactly("StreamState");
    }

    @Test
    void statementsOnAFileRunAfterItsCreateAndBeforeItsCleanup() {
        assertThat(phases(stream, Operation.CREATE)).containsOnly(Phase.AFTER);
        assertThat(phases(stream, Operation.RENAME)).containsOnly(Phase.AFTER);
        assertThat(phases(stream, Operation.CLEANUP)).containsOnly(Phase.BEFORE);
    }

    @Test
    void aStatementRunsAfterAWriteOnlyIfItNeedsTheOutcome() {
        var write = stream.track(Operation.WRITE).orElseThrow().statements();
        var dirty = audit.enums().get(0);

        assertThat(write)
                .containsExactly(
                        new Statement.Assignment(
                                stream.fields().get(2),
                                Operator.SET,
                                new Operand.Constants(
                                        dirty, List.of(dirty.constants().get(0))),
                                Optional.empty(),
                                Phase.BEFORE),
                        new Statement.Assignment(
                                stream.fields().get(1),
                                Operator.ADD,
                                new Operand.Value(OperationValue.LENGTH),
                                Optional.of(new Condition.Holds(new Operand.Value(OperationValue.SUCCEEDED))),
                                Phase.AFTER));
    }

    @Test
    void aReferenceTakesTheContextOfTheSameOperation() {
        var create = handle.track(Operation.CREATE).orElseThrow().statements();

        assertThat(((Statement.Assignment) create.get(0)).value())
                .isEqualTo(new Operand.ContextReference("StreamState"));
    }

    @Test
    void enumsKeepTheirConstants() {
        var verdict = audit.enums().get(0);

        assertThat(verdict.base()).isEqualTo(IntegerType.UINT8);
        assertThat(verdict.constants()).extracting(c -> c.name()).containsExactly("unknown", "clean", "dirty");
        assertThat(verdict.constants()).extracting(c -> c.value()).endsWith(BigInteger.TWO);
    }

    @Test
    void operationsHaveTheirHooks() {
        assertThat(audit.operations())
                .containsExactly(
                        new OperationUse(Operation.CREATE, Set.of(Phase.AFTER), List.of()),
                        new OperationUse(Operation.WRITE, Set.of(Phase.BEFORE, Phase.AFTER), List.of("StreamState")));
    }

    private static List<Phase> phases(Context context, Operation operation) {
        return context.track(operation).orElseThrow().statements().stream()
                .map(Statement::phase)
                .toList();
    }
}
