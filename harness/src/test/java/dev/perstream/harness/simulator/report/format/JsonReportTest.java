package dev.perstream.harness.simulator.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.perstream.harness.simulator.report.Report;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    /** What programs rely on: no member may go or change its meaning without another version. */
    @Test
    void theMembersAreThoseOfTheManual() {
        var json = json(SampleReports.overRelease());

        assertThat(json.get("version").getAsInt()).isEqualTo(1);
        assertThat(json.keySet())
                .containsExactly(
                        "version",
                        "tool",
                        "scenario",
                        "exitCode",
                        "findings",
                        "explorations",
                        "routines",
                        "trace",
                        "benchmark",
                        "problem");
        var finding = json.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(finding.keySet())
                .containsExactly(
                        "rule",
                        "title",
                        "message",
                        "place",
                        "bugcheck",
                        "thread",
                        "routine",
                        "irql",
                        "step",
                        "line",
                        "stack",
                        "subject",
                        "history",
                        "threads",
                        "trace",
                        "replay",
                        "replayCommand");
        assertThat(finding.getAsJsonObject("place").keySet()).containsExactly("function", "file", "line", "driver");
        assertThat(finding.getAsJsonObject("bugcheck"))
                .hasToString("{\"code\":\"0xF5\",\"name\":\"FLTMGR_FILE_SYSTEM\","
                        + "\"parameters\":[\"0x6D\",\"0xFFFFF80000001000\",\"0x0\",\"0x0\"]}");
        assertThat(finding.getAsJsonArray("history").get(1).getAsJsonObject().keySet())
                .containsExactly("verb", "references", "thread", "routine", "stack");
        assertThat(json.getAsJsonArray("explorations").get(0))
                .hasToString("{\"name\":\"interleavings\",\"preemptions\":2,\"faults\":0,\"runs\":1234,"
                        + "\"complete\":true,\"seconds\":0.125,\"points\":56,\"findings\":1}");
    }

    @Test
    void aProblemHasItsKind() {
        var json = json(SampleReports.badScenario());

        assertThat(json.get("exitCode").getAsInt()).isEqualTo(2);
        assertThat(json.getAsJsonObject("problem").get("kind").getAsString()).isEqualTo("input");
        assertThat(json.getAsJsonArray("findings")).isEmpty();
    }

    private static JsonObject json(Report report) {
        return JsonParser.parseString(new JsonReport().write(report, SampleReports.SETTING))
                .getAsJsonObject();
    }
}
