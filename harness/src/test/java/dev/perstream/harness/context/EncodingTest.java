package dev.perstream.harness.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.context.ScanState.HandleState;
import dev.perstream.harness.context.ScanState.Mark;
import dev.perstream.harness.context.ScanState.Verdict;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingTest {

    private static final ScanState STATE = new ScanState(
            0xFFFF_FFFFL,
            -128,
            Verdict.CLEAN,
            Flags.of(Mark.class, 0x8001),
            true,
            "\\\uD83D\uDE00\uD83D",
            Bytes.ofHex("00112233"),
            List.of(0, 0xFFFF),
            new SystemTime(-1),
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            0xFFFF_FFFCL,
            NtStatus.PENDING,
            Pointer.to(0, "instance on C:"),
            "\\Device\\Harddisk");

    @ParameterizedTest
    @EnumSource(names = {"X64", "X86"})
    void aContextIsReadAgainAsItWasWritten(Abi abi) {
        var handle = new HandleState(Reference.to(STATE));

        var encoded = HandleState.TYPE.encode(handle, DriverModel.MINIFILTER, abi);

        assertThat(HandleState.TYPE.decode(encoded, encoded.address(), DriverModel.MINIFILTER, abi))
                .isEqualTo(handle);
        assertThat(encoded.structure().size()).isEqualTo(abi.pointerSize());
        assertThat(encoded.blocks()).hasSize(3);
    }

    @Test
    void theBytesAreThoseOfTheProcessor() {
        var encoded = ScanState.TYPE.encode(STATE, DriverModel.MINIFILTER, Abi.X86);

        assertThat(encoded.structure().slice(0, 9)).hasToString("ffffffff8001018001");
        assertThat(encoded.structure().slice(12, 4)).hasToString("08000800");
        assertThat(encoded.structure().slice(40, 16)).hasToString("33221100554477668899aabbccddeeff");
        assertThat(encoded.structure().slice(56, 4)).hasToString("fcffffff");
        assertThat(encoded.read(encoded.address() + 88, 4)).hasValue(Bytes.ofHex("5c004400"));
    }

    @Test
    void aValueThatItsFieldCannotHoldIsRefused() {
        assertThatThrownBy(() -> encode(with(0x1_0000_0000L, "", List.of(1, 2), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ScanState.OpenCount: 4294967296 is not in the range of uint32, 0 to 4294967295");
        assertThatThrownBy(() -> encode(with(0, "123456789", List.of(1, 2), 0)))
                .hasMessage("ScanState.Name: 9 characters are more than the 8 that the schema allows");
        assertThatThrownBy(() -> encode(with(0, "", List.of(1, -2), 0)))
                .hasMessage("ScanState.Rounds[1]: -2 is not in the range of uint16, 0 to 65535");
        assertThatThrownBy(() -> encode(with(0, "", List.of(1), 0)))
                .hasMessage("ScanState.Rounds: 1 instead of 2 elements");
        assertThatThrownBy(() -> encode(with(0, "", List.of(1, 2), 0x1_0000_0000L)))
                .hasMessage("ScanState.Process: 0x100000000 does not fit 4 bytes");
    }

    @Test
    void aDifferenceIsALineForEachField() {
        var other = new HandleState(Reference.to(with(1, "\\b", List.of(0, 7), 4)));

        assertThat(HandleState.TYPE.diff(new HandleState(Reference.to(with(2, "\\a", List.of(0, 8), 4))), other))
                .hasToString("""
                        Stream.OpenCount: 2, but 1
                        Stream.Name: "\\a", but "\\b"
                        Stream.Rounds[1]: 8, but 7""");
        assertThat(HandleState.TYPE
                        .diff(other, new HandleState(Reference.none()))
                        .toString())
                .startsWith("Stream: ScanState[OpenCount=1, ")
                .endsWith("], but none");
        assertThat(HandleState.TYPE.diff(other, other)).hasToString("no difference");
    }

    private static void encode(ScanState state) {
        ScanState.TYPE.encode(state, DriverModel.MINIFILTER, Abi.X86);
    }

    private static ScanState with(long openCount, String name, List<Integer> rounds, long process) {
        return new ScanState(
                openCount,
                0,
                Verdict.UNKNOWN,
                Flags.of(Mark.class, 0),
                false,
                name,
                Bytes.zero(4),
                rounds,
                SystemTime.NONE,
                new UUID(0, 0),
                process,
                NtStatus.SUCCESS,
                Pointer.NULL,
                "");
    }
}
