package dev.perstream.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.model.Architecture;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.Lock;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Pool;
import dev.perstream.model.SimpleType;
import dev.perstream.model.TextPlacement;
import dev.perstream.model.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContextShapeTest {

    private static final FieldType TEXT = new FieldType.Text(1024, NameRefresh.CACHED, TextPlacement.OWN_BUFFER);
    private static final FieldType LAZY = new FieldType.Text(1024, NameRefresh.LAZY, TextPlacement.OWN_BUFFER);

    @Test
    void aMinifiltersContextIsItsLockAndItsFields() {
        var context = context(
                Attachment.STREAM,
                Pool.NONPAGED,
                Lock.RESOURCE,
                field("OpenCount", IntegerType.UINT32),
                new Field("BytesWritten", "", IntegerType.UINT64, true),
                field("Name", TEXT),
                field("Digest", new FieldType.Bytes(33)),
                field("FirstOpened", SimpleType.TIME));

        var layout = ContextShape.of(context, DriverModel.MINIFILTER).layout();

        assertThat(offsets(layout, Architecture.X64))
                .containsExactly(
                        "Lock @0",
                        "OpenCount @104",
                        "BytesWritten @112",
                        "Name @120",
                        "Digest @136",
                        "FirstOpened @176");
        assertThat(layout.size(Architecture.X64)).isEqualTo(184);
        assertThat(layout.on(Architecture.ARM64)).isEqualTo(layout.on(Architecture.X64));
        assertThat(offsets(layout, Architecture.X86))
                .containsExactly(
                        "Lock @0", "OpenCount @56", "BytesWritten @64", "Name @72", "Digest @80", "FirstOpened @120");
        assertThat(layout.size(Architecture.X86)).isEqualTo(128);
    }

    @ParameterizedTest
    @EnumSource(
            value = Attachment.class,
            names = {"FILE", "STREAM", "STREAM_HANDLE"})
    void aLegacyContextOfAFileBeginsWithTheHeader(Attachment attach) {
        var context = context(attach, Pool.NONPAGED, Lock.NONE, field("Count", IntegerType.UINT8));

        var layout = ContextShape.of(context, DriverModel.LEGACY).layout();

        assertThat(offsets(layout, Architecture.X64)).containsExactly("Header @0", "Count @88");
        assertThat(offsets(layout, Architecture.X86)).containsExactly("Header @0", "Count @48");
    }

    @Test
    void aLegacyInstanceContextHasNoHeader() {
        var context = context(Attachment.INSTANCE, Pool.NONPAGED, Lock.NONE, field("Count", IntegerType.UINT8));

        assertThat(ContextShape.of(context, DriverModel.LEGACY))
                .isEqualTo(ContextShape.of(context, DriverModel.MINIFILTER));
    }

    @ParameterizedTest
    @EnumSource(
            value = Lock.class,
            names = {"RESOURCE", "FAST_MUTEX"})
    void ofAPagedContextALockThatMustBeNonpagedIsAnAllocationOfItsOwn_A8(Lock lock) {
        var context = context(Attachment.STREAM, Pool.PAGED, lock, field("Count", IntegerType.UINT8));

        assertThat(ContextShape.allocatesLock(context)).isTrue();
        assertThat(ContextShape.of(context, DriverModel.MINIFILTER)
                        .members()
                        .get(0)
                        .type())
                .isInstanceOf(MemberType.Pointer.class);
    }

    @Test
    void aPushLockMayBeInPagedPool_A8() {
        var context = context(Attachment.STREAM, Pool.PAGED, Lock.PUSH_LOCK, field("Count", IntegerType.UINT8));

        assertThat(ContextShape.allocatesLock(context)).isFalse();
        assertThat(ContextShape.of(context, DriverModel.MINIFILTER)
                        .members()
                        .get(0)
                        .type())
                .isEqualTo(NativeType.EX_PUSH_LOCK);
    }

    @Test
    void aLazilyKeptNameIsFollowedByItsGeneration_N5() {
        var context = context(Attachment.STREAM, Pool.NONPAGED, Lock.NONE, field("Name", LAZY));

        assertThat(ContextShape.of(context, DriverModel.MINIFILTER).members())
                .extracting(Member::name)
                .containsExactly("Name", "NameGeneration");
    }

    @Test
    void aContextTooLargeIsSeen_R8() {
        var context = context(
                Attachment.STREAM,
                Pool.NONPAGED,
                Lock.NONE,
                field("Guids", new FieldType.Array(SimpleType.GUID, 65_535)),
                field("More", new FieldType.Bytes(65_535)));

        assertThat(ContextShape.of(context, DriverModel.MINIFILTER).layout().size(Architecture.X64))
                .isEqualTo(65_535L * 17 + 1);
    }

    @Test
    void sizesBeyond32BitsDoNotWrapAround() {
        var array = new MemberType.Array(new MemberType.Array(NativeType.ERESOURCE, 1 << 20), 1 << 20);

        var layout = StructLayout.ofStruct(List.of(Member.own("Many", array)));

        assertThat(layout.size(Architecture.X64)).isEqualTo(104L << 40);
    }

    private static List<String> offsets(StructLayout layout, Architecture architecture) {
        return layout.on(architecture).members().stream()
                .map(placed -> placed.member().name() + " @" + placed.offset())
                .toList();
    }

    private static Field field(String name, FieldType type) {
        return new Field(name, "", type, false);
    }

    private static Context context(Attachment attach, Pool pool, Lock lock, Field... fields) {
        return new Context(
                "State",
                "",
                attach,
                CreateWhen.FIRST_OPEN,
                pool,
                "AuSs",
                lock,
                Unavailable.IGNORE,
                false,
                List.of(fields),
                List.of());
    }
}
