package dev.perstream.harness.simulator.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.perstream.harness.simulator.report.Report;
import org.junit.jupiter.api.Test;

/** What the schema of SARIF 2.1.0 requires of each object that is written, and what code scanning shows. */
class SarifReportTest {

    @Test
    void theLogHasAVersionAndARunOfATool() {
        var log = log(SampleReports.overRelease());

        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").getAsString()).endsWith("sarif-2.1.0.json");
        var driver = run(log).getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.get("name").getAsString()).isEqualTo("perstream-simulate");
        assertThat(driver.get("semanticVersion").getAsString()).isEqualTo("1.2.3");
        assertThat(driver.getAsJsonArray("rules")).hasSize(3).allSatisfy(rule -> {
            assertThat(rule.getAsJsonObject().get("id").getAsString()).isNotEmpty();
            assertThat(text(rule, "shortDescription")).isNotEmpty();
            assertThat(text(rule, "help")).isNotEmpty();
        });
    }

    @Test
    void aResultPointsAtItsRuleAndItsLine() {
        var result = result();

        assertThat(result.get("ruleId").getAsString()).isEqualTo("S13");
        assertThat(result.get("ruleIndex").getAsInt()).isEqualTo(1);
        assertThat(result.get("level").getAsString()).isEqualTo("error");
        assertThat(text(result, "message")).isNotEmpty();
        var place = result.getAsJsonArray("locations").get(0).getAsJsonObject().getAsJsonObject("physicalLocation");
        assertThat(place.getAsJsonObject("artifactLocation").get("uri").getAsString())
                .isEqualTo("file:///src/Audit.c");
        assertThat(place.getAsJsonObject("region").get("startLine").getAsInt()).isEqualTo(40);
    }

    @Test
    void theHistoryIsACodeFlowInItsOrder() {
        var flow = result().getAsJsonArray("codeFlows").get(0).getAsJsonObject();
        var steps = flow.getAsJsonArray("threadFlows").get(0).getAsJsonObject().getAsJsonArray("locations");

        assertThat(steps).hasSize(2);
        assertThat(steps.get(1).getAsJsonObject().get("executionOrder").getAsInt())
                .isEqualTo(2);
        var location = steps.get(1).getAsJsonObject().getAsJsonObject("location");
        assertThat(text(location, "message")).isEqualTo("released by FltReleaseContext, references: 0, thread B");
        assertThat(location.getAsJsonObject("physicalLocation")
                        .getAsJsonObject("region")
                        .get("startLine")
                        .getAsInt())
                .isEqualTo(30);
    }

    @Test
    void theStackHasAFrameForEachRoutine() {
        var stack = result().getAsJsonArray("stacks").get(0).getAsJsonObject();

        assertThat(stack.getAsJsonArray("frames")).hasSize(2);
        assertThat(stack.getAsJsonArray("frames"))
                .allSatisfy(frame ->
                        assertThat(frame.getAsJsonObject().get("location")).isNotNull());
    }

    @Test
    void theReplayIsAProperty() {
        var properties = result().getAsJsonObject("properties");

        assertThat(properties.get("replay").getAsString()).isEqualTo("p12=1");
        assertThat(properties.get("replayCommand").getAsString()).endsWith("--replay p12=1");
        assertThat(properties.get("bugcheck").getAsString()).startsWith("0xF5 FLTMGR_FILE_SYSTEM");
    }

    @Test
    void aProblemIsANotificationOfARunWithoutSuccess() {
        var run = run(log(SampleReports.badScenario()));
        var invocation = run.getAsJsonArray("invocations").get(0).getAsJsonObject();

        assertThat(invocation.get("executionSuccessful").getAsBoolean()).isFalse();
        assertThat(text(invocation.getAsJsonArray("toolExecutionNotifications").get(0), "message"))
                .contains("open.txt:3:7");
        assertThat(run.getAsJsonArray("results")).isEmpty();
    }

    private static JsonObject result() {
        return run(log(SampleReports.overRelease()))
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
    }

    private static JsonObject run(JsonObject log) {
        assertThat(log.getAsJsonArray("runs")).hasSize(1);
        return log.getAsJsonArray("runs").get(0).getAsJsonObject();
    }

    private static String text(JsonElement element, String member) {
        return element.getAsJsonObject().getAsJsonObject(member).get("text").getAsString();
    }

    private static JsonObject log(Report report) {
        return JsonParser.parseString(new SarifReport().write(report, SampleReports.SETTING))
                .getAsJsonObject();
    }
}
