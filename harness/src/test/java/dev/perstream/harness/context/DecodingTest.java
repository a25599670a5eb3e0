package dev.perstream.harness.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.DecodeException;
import dev.perstream.harness.abi.Memory;
import dev.perstream.harness.context.ScanState.HandleState;
import dev.perstream.harness.context.ScanState.Mark;
import dev.perstream.harness.context.ScanState.Verdict;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodingTest {

    private static final long ADDRESS = 0xFFFF_8A0B_1C2D_3E40L;

    /** As a debugger shows it with {@code db}: the structure, and behind it the name of the volume. */
    private static final String DUMP = """
            ffff8a0b`1c2d3e40  03 00 00 00 fe 01 03 00-01 00 00 00 00 00 00 00
            ffff8a0b`1c2d3e50  0a 00 10 00 00 00 00 00-00 10 00 00 07 c0 ff ff
            ffff8a0b`1c2d3e60  de ad be ef 01 00 00 80-00 80 3e d5 de b1 9d 01
            ffff8a0b`1c2d3e70  51 ff 6d b8 1e a3 c8 4e-b3 cf e8 cf e7 5c 9f c2
            ffff8a0b`1c2d3e80  d4 03 00 00 00 00 00 00-22 00 00 c0 00 00 00 00
            ffff8a0b`1c2d3e90  10 f0 2b 1a 0b 8a ff ff-04 00 04 00 00 00 00 00
            ffff8a0b`1c2d3ea0  b8 3e 2d 1c 0b 8a ff ff-00 00 00 00 00 00 00 00
            ffff8a0b`1c2d3eb0  00 00 00 00 00 00 00 00-43 00 3a 00
            """;

    private static final String NAME = """
            ffffc007`00001000  5c 00 61 00 2e 00 74 00-78 00
            """;

    @Test
    void aDumpOfPoolMemoryIsReadAsTheContextThatItHolds() {
        var state = ScanState.TYPE.decode(memory(bytes(DUMP)), ADDRESS, DriverModel.MINIFILTER, Abi.X64);

        assertThat(state)
                .isEqualTo(new ScanState(
                        3,
                        -2,
                        Verdict.CLEAN,
                        Flags.of(Mark.class, 3),
                        true,
                        "\\a.tx",
                        Bytes.ofHex("deadbeef"),
                        List.of(1, 0x8000),
                        new SystemTime(0x019D_B1DE_D53E_8000L),
                        UUID.fromString("b86dff51-a31e-4ec8-b3cf-e8cfe75c9fc2"),
                        980,
                        new NtStatus(0xC0000022),
                        Pointer.to(0xFFFF_8A0B_1A2B_F010L),
                        "C:"));
        assertThat(state)
                .hasToString("ScanState[OpenCount=3, Depth=-2, Verdict=CLEAN, Marks=read | written, Busy=true,"
                        + " Name=\"\\a.tx\", Digest=deadbeef, Rounds=[1, 32768], Scanned=1970-01-01T00:00:00Z,"
                        + " Engine=b86dff51-a31e-4ec8-b3cf-e8cfe75c9fc2, Process=980, Outcome=STATUS_ACCESS_DENIED,"
                        + " Instance=0xffff8a0b1a2bf010, Volume=\"C:\"]");
    }

    @Test
    void zeroIsWhatMemoryThatIsAllZeroHolds() {
        assertThat(ScanState.TYPE.decode(Bytes.zero(120), DriverModel.MINIFILTER, Abi.X64))
                .isEqualTo(ScanState.TYPE.zero());
    }

    @Test
    void bytesWithoutAnAddressGiveTheTextBehindThem() {
        var raw = change(bytes(DUMP), 16, new byte[1]);

        assertThat(ScanState.TYPE.decode(raw, DriverModel.MINIFILTER, Abi.X64))
                .returns("", ScanState::name)
                .returns("C:", ScanState::volume);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5   | 07   | ScanState.Verdict at offset 5: 7 is no constant of Verdict",
                "8   | 02   | ScanState.Busy at offset 8: 2 is neither 0 nor 1",
                "16  | 09   | ScanState.Name at offset 16: Length 9 is odd",
                "16  | 12   | ScanState.Name at offset 16: Length 18 is over MaximumLength 16",
                "16  | 1212 | ScanState.Name at offset 16: Length 4626 is over MaximumLength 16",
                "16  | 12001200 | ScanState.Name at offset 16: Length 18 is over the 16 bytes that the schema allows",
                "24  | 0000000000000000 | ScanState.Name at offset 16: Length 10 has no Buffer",
                "24  | 0010000007d0 | ScanState.Name at offset 16: Buffer 0xffffd00700001000 of 10 bytes is not in the"
                        + " memory that is known",
                "96  | b0   | ScanState.Volume at offset 88: Buffer 0xffff8a0b1c2d3eb0 is not the end of the structure,"
                        + " 0xffff8a0b1c2d3eb8",
                "88  | 06000600 | ScanState.Volume at offset 88: Length 6 is more than is known behind the structure",
            })
    void anImpossibleValueIsNamedWithItsFieldAndOffset(int at, String change, String message) {
        var bytes = change(bytes(DUMP), at, HexFormat.of().parseHex(change));

        assertThatThrownBy(() -> ScanState.TYPE.decode(memory(bytes), ADDRESS, DriverModel.MINIFILTER, Abi.X64))
                .isInstanceOfSatisfying(
                        DecodeException.class,
                        mistake -> assertThat(message)
                                .contains("." + mistake.field() + " at offset " + mistake.offset() + ":"))
                .hasMessage(message);
    }

    @Test
    void lessThanAStructureIsRefusedWithItsSizeAndWhatWasGiven() {
        assertThatThrownBy(() -> ScanState.TYPE.decode(Bytes.zero(119), DriverModel.MINIFILTER, Abi.X64))
                .isInstanceOf(DecodeException.class)
                .hasMessage("ScanState has 120 bytes, and only 119 were given");
    }

    @Test
    void aStructureOfWhichAllFieldsAreKnownButNotItsEndIsRefused() {
        assertThatThrownBy(() ->
                        Ticks.TYPE.decode(Memory.of(ADDRESS, Bytes.zero(7)), ADDRESS, DriverModel.MINIFILTER, Abi.X64))
                .isInstanceOf(DecodeException.class)
                .hasMessage(
                        "Ticks has 8 bytes, and at 0xffff8a0b1c2d3e40 not all of them are in the memory that is known");
    }

    /** A field of 4 bytes, and as many behind it that belong to the structure. */
    private record Ticks(long count) implements ContextSnapshot {

        private static final ContextType<Ticks> TYPE = ContextType.<Ticks>named("Ticks", Attachment.STREAM, "tick")
                .field("Count", Codecs.uint32(), Ticks::count)
                .layout(DriverModel.MINIFILTER, Abi.X64, ContextLayout.of(8, 0))
                .madeBy(values -> new Ticks(0));

        @Override
        public ContextType<?> contextType() {
            return TYPE;
        }
    }

    @Test
    void whatIsReadTwiceInOneMomentIsOneObject() {
        var known = memory(bytes(DUMP));
        Memory memory = (at, length) ->
                at == 0x1000 ? Optional.of(Bytes.ofHex("403e2d1c0b8affff").slice(0, length)) : known.read(at, length);
        var contexts = new ContextsInMemory(memory, DriverModel.MINIFILTER, Abi.X64);

        var state = contexts.read(ScanState.TYPE, ADDRESS);

        assertThat(contexts.read(HandleState.TYPE, 0x1000).stream().value().orElseThrow())
                .isSameAs(state);
        assertThat(contexts.read(ScanState.TYPE, ADDRESS)).isSameAs(state);
    }

    @Test
    void bytesAreReadAsADebuggerPrintsThem() {
        var expected = Bytes.ofHex("03000000fe010300deadbeef");

        assertThat(Bytes.ofHex("03 00 00 00 fe 01 03 00-de ad be ef")).isEqualTo(expected);
        assertThat(Bytes.ofHex("ffff8a0b`1c2d3e40  03 00 00 00 fe 01 03 00-de ad be ef              ........  ab\n"))
                .isEqualTo(expected);
        assertThat(Bytes.ofHex("8a0b3e40  03 00 00 00  ab..\n8a0b3e44  FE 01 03 00-DE AD BE EF  cd ef\n"))
                .isEqualTo(expected);
        assertThat(Bytes.ofHex("03000000\nfe010300 deadbeef\n")).isEqualTo(expected);
        assertThat(Bytes.ofHex(DUMP)).isEqualTo(bytes(DUMP));
    }

    @Test
    void whatIsNoByteIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Bytes.ofHex("01 02\n03 ??"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"??\" in line 2, column 4, is no byte: write two hexadecimal digits");
        assertThatThrownBy(() -> Bytes.ofHex("123")).hasMessageStartingWith("\"123\" in line 1, column 1, is no byte");
    }

    @Test
    void memoryThatIsNotKnownIsNamedWithItsAddress() {
        var part = bytes(DUMP).slice(0, 10);

        assertThatThrownBy(
                        () -> ScanState.TYPE.decode(Memory.of(ADDRESS, part), ADDRESS, DriverModel.MINIFILTER, Abi.X64))
                .isInstanceOf(DecodeException.class)
                .hasMessage("ScanState.Name at offset 16: 0xffff8a0b1c2d3e50 is not in the memory that is known,"
                        + " 16 bytes are needed");
    }

    @Test
    void aMistakeBehindAReferenceSaysFromWhereItWasReached() {
        var known = memory(change(bytes(DUMP), 8, (byte) 9));
        Memory memory = (at, length) ->
                at == 0x1000 ? Optional.of(Bytes.ofHex("403e2d1c0b8affff").slice(0, length)) : known.read(at, length);

        assertThatThrownBy(() -> HandleState.TYPE.decode(memory, 0x1000, DriverModel.MINIFILTER, Abi.X64))
                .isInstanceOf(DecodeException.class)
                .hasMessage("HandleState.Stream > ScanState.Busy at offset 8: 9 is neither 0 nor 1");
    }

    @Test
    void aDriverThatTheSchemaDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> ScanState.TYPE.decode(Bytes.zero(120), DriverModel.LEGACY, Abi.X64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ScanState has no layout for LEGACY on X64, only for [MINIFILTER]");
    }

    private static Memory memory(Bytes structure) {
        var name = Memory.of(0xFFFF_C007_0000_1000L, bytes(NAME));
        var rest = Memory.of(ADDRESS, structure);
        return (at, length) -> rest.read(at, length).or(() -> name.read(at, length));
    }

    private static Bytes change(Bytes bytes, int at, byte... change) {
        var changed = bytes.toArray();
        System.arraycopy(change, 0, changed, at, change.length);
        return Bytes.of(changed);
    }

    /** The bytes of lines as a debugger prints them. */
    private static Bytes bytes(String dump) {
        var digits = dump.lines()
                .map(line -> line.substring(line.indexOf("  ")).replaceAll("[ -]", ""))
                .reduce("", String::concat);
        return Bytes.ofHex(digits.toLowerCase(Locale.ROOT));
    }
}
