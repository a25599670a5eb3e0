package dev.perstream.harness.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Sighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

    private static final String FINDING = """
            {"type":"finding","rule":"S13","title":"Not too often","message":"released twice",
             "bugcheck":{"code":245,"parameters":[109,18446735277616533504,0,0]},
             "thread":"A","routine":"FltReleaseContext","irql":1,"step":"open a = C:\\\\log.txt","line":12,
             "stack":[{"module":"/d/driver.so","offset":4660,"function":"PostCreate"},
                      {"module":"/d/driver.so","offset":4700,"function":null}],
             "subject":{"id":17,"kind":"stream context","name":"\\\\log.txt","address":"0x7000010"},
             "history":[{"verb":"allocated","references":1,"thread":"A","routine":"FltAllocateContext","stack":[]},
                        {"verb":"freed","references":-1,"thread":"B","routine":"","stack":[]}],
             "trace":["A: open"],
             "threads":[{"name":"A","state":"waiting","waits_for":"ERESOURCE, exclusive","locks":["push lock"],"stack":[]}],
             "replay":"p12=1,f3=2"}""";

    @Test
    void aFindingIsReadWithAllThatItTells() {
        var finding = finding(FINDING.replace("\n", ""));

        assertThat(finding.rule()).isEqualTo("S13");
        assertThat(finding.bugcheck()).hasValueSatisfying(bugcheck -> {
            assertThat(bugcheck.code()).isEqualTo(0xF5);
            assertThat(bugcheck.parameters()).containsExactly(0x6DL, 0xFFFFF80000001000L, 0L, 0L);
        });
        assertThat(finding.line()).hasValue(12);
        assertThat(finding.step()).hasValue("open a = C:\\log.txt");
        assertThat(finding.stack().frames()).hasSize(2);
        assertThat(finding.stack().frames().get(0).offset()).isEqualTo(4660);
        assertThat(finding.subject())
                .hasValueSatisfying(subject -> assertThat(subject.text()).isEqualTo("stream context #17 \\log.txt"));
        assertThat(finding.history()).hasSize(2);
        assertThat(finding.history().get(0).references()).hasValue(1);
        assertThat(finding.history().get(1).references()).isEmpty();
        assertThat(finding.history().get(1).routine()).isEmpty();
        assertThat(finding.threads().get(0).waitsFor()).hasValue("ERESOURCE, exclusive");
        assertThat(finding.threads().get(0).locks()).containsExactly("push lock");
        assertThat(finding.replay()).hasValue("p12=1,f3=2");
    }

    @Test
    void anObservationIsReadWithWhatRepeatsIt() {
        assertThat(Events.read("{\"type\":\"observation\",\"text\":\"observe 1 h:a:0:0:0\",\"replay\":\"p1=1\"}"))
                .isEqualTo(new Event.Observed(new Sighting("observe 1 h:a:0:0:0", "p1=1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"finding\",\"rule\":\"S1\"}",
                "{\"type\":\"finding\",\"rule\":\"S1\",\"stack\":null,\"bugcheck\":null,\"line\":0,\"history\":{}}",
                "{\"type\":\"finding\",\"rule\":\"S1\",\"later\":{\"a\":[1]},\"stack\":[1,null]}"
            })
    void whatIsMissingOrNewIsPassedOver(String line) {
        var finding = finding(line);

        assertThat(finding.rule()).isEqualTo("S1");
        assertThat(finding.stack().frames()).isEmpty();
        assertThat(finding.line()).isEmpty();
        assertThat(finding.bugcheck()).isEmpty();
    }

    @Test
    void anExplorationIsRead() {
        var line = "{\"type\":\"exploration\",\"name\":\"outcomes\",\"preemptions\":0,\"faults\":1,\"runs\":12,"
                + "\"complete\":true,\"seconds\":0.250000,\"points\":56,\"longest\":7,\"findings\":0}";

        assertThat(Events.read(line))
                .isEqualTo(new Event.Explored(new Exploration("outcomes", 0, 1, 12, true, 0.25, 56, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"==1234==ERROR: AddressSanitizer", "", "{", "[1]", "{\"type\":\"finding\",\"irql\":\"x\"}"})
    void whatIsNoEventIsKeptAsItIs(String line) {
        assertThat(Events.read(line)).isEqualTo(new Event.Noise(line));
    }

    @Test
    void aTypeThatIsNotKnownIsPassedOver() {
        assertThat(Events.read("{\"type\":\"weather\"}")).isEqualTo(new Event.Unknown());
    }

    private static Finding finding(String line) {
        assertThat(Events.read(line)).isInstanceOf(Event.Found.class);
        return ((Event.Found) Events.read(line)).finding();
    }
}
