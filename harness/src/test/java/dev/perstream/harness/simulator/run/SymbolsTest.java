package dev.perstream.harness.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.run.Symbols.Address;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SymbolsTest {

    private static final String ANSWER = """
            0x0000000000001234
            AuditRelease
            /src/Audit.c:12 (discriminator 3)
            AuditPostCreate
            /src/Audit.c:88
            0x0000000000002000
            ??
            ??:0
            0x0000000000003000
            DriverEntry
            ??:?
            """;

    @Test
    void aRoutineThatWasCompiledIntoAnotherIsAFrameOfItsOwn() {
        var frames = Symbols.read(ANSWER, "d.so", true).get(new Address("d.so", 0x1234));

        assertThat(frames)
                .extracting(Frame::text)
                .containsExactly("Audit.c:12 in AuditRelease", "Audit.c:88 in AuditPostCreate");
        assertThat(frames).allMatch(Frame::ofDriver);
    }

    @Test
    void aRoutineWithoutALineKeepsItsName() {
        assertThat(Symbols.read(ANSWER, "d.so", true).get(new Address("d.so", 0x3000)))
                .extracting(Frame::text)
                .containsExactly("DriverEntry");
    }

    @Test
    void anAddressOfWhichNothingIsKnownStaysAsItWas() {
        var symbols = new Symbols(Map.copyOf(Symbols.read(ANSWER, "d.so", true)));
        var frame = new Frame("d.so", 0x2000, Optional.of("near"), Optional.empty(), false);

        assertThat(symbols.resolve(frame, Set.of("d.so")))
                .containsExactly(new Frame("d.so", 0x2000, Optional.of("near"), Optional.empty(), true));
    }
}
