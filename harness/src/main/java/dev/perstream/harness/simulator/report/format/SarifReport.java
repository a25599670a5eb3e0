package dev.perstream.harness.simulator.report.format;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.HistoryEvent;
import dev.perstream.harness.simulator.report.Place;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.Rules.Rule;
import dev.perstream.harness.simulator.report.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A report for code-scanning tools, in SARIF 2.1.0. A finding's history is its code flow. */
public final class SarifReport implements ReportFormat {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    @Override
    public String write(Report report, Setting setting) {
        var rules = setting.rules().all();
        var driver = new JsonObject();
        driver.addProperty("name", "perstream-simulate");
        driver.addProperty("semanticVersion", setting.version());
        driver.add("rules", array(rules.stream().map(SarifReport::rule).toList()));
        var run = new JsonObject();
        run.add("tool", with("driver", driver));
        run.addProperty("columnKind", "utf16CodeUnits");
        run.add("invocations", array(List.of(invocation(report))));
        run.add(
                "results",
                array(report.findings().stream()
                        .map(finding -> result(finding, rules, setting))
                        .toList()));
        var root = new JsonObject();
        root.addProperty("$schema", SCHEMA);
        root.addProperty("version", "2.1.0");
        root.add("runs", array(List.of(run)));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(root)
                + "\n";
    }

    private static JsonObject rule(Rule rule) {
        var json = new JsonObject();
        json.addProperty("id", rule.id());
        json.addProperty("name", rule.id());
        json.add("shortDescription", message(rule.title()));
        json.add("fullDescription", message(rule.title() + "."));
        json.add(
                "help",
                message(
                        rule.isOfTheRuleBook()
                                ? "Rule " + rule.id() + " of Perstream's rule book: " + rule.title() + "."
                                : rule.title() + "."));
        json.add("defaultConfiguration", with("level", "error"));
        return json;
    }

    private static JsonObject invocation(Report report) {
        var json = new JsonObject();
        json.addProperty("executionSuccessful", report.problem().isEmpty());
        json.addProperty("exitCode", report.exitCode());
        report.problem()
                .ifPresent(problem -> json.add("toolExecutionNotifications", array(List.of(notification(problem)))));
        return json;
    }

    private static JsonObject notification(Problem problem) {
        var json = new JsonObject();
        json.addProperty("level", "error");
        json.add("message", message(problem.text()));
        return json;
    }

    private static JsonObject result(Finding finding, List<Rule> rules, Setting setting) {
        var json = new JsonObject();
        json.addProperty("ruleId", finding.rule());
        var ids = rules.stream().map(Rule::id).toList();
        if (ids.contains(finding.rule())) {
            json.addProperty("ruleIndex", ids.indexOf(finding.rule()));
        }
        json.addProperty("level", "error");
        json.add("message", message(finding.message()));
        json.add(
                "locations",
                array(place(finding.stack()).stream().map(SarifReport::location).toList()));
        if (!finding.stack().frames().isEmpty()) {
            json.add("stacks", array(List.of(stack(finding.stack(), finding.message()))));
        }
        if (!finding.history().isEmpty()) {
            json.add("codeFlows", array(List.of(codeFlow(finding))));
        }
        json.add("properties", properties(finding, setting));
        return json;
    }

    private static JsonObject properties(Finding finding, Setting setting) {
        var json = new JsonObject();
        json.addProperty("scenario", setting.scenario());
        finding.step().ifPresent(step -> json.addProperty("step", step));
        finding.thread().ifPresent(thread -> json.addProperty("thread", thread));
        finding.bugcheck().ifPresent(bugcheck -> json.addProperty("bugcheck", BugcheckNames.text(bugcheck)));
        finding.replay().ifPresent(token -> {
            json.addProperty("replay", token);
            json.addProperty("replayCommand", setting.replayCommand().apply(token));
        });
        return json;
    }

    private static Optional<Frame> place(Stack stack) {
        return stack.place().filter(frame -> frame.place().isPresent());
    }

    private static JsonObject codeFlow(Finding finding) {
        var steps = new JsonArray();
        for (var event : finding.history()) {
            var step = new JsonObject();
            var location = place(event.stack()).map(SarifReport::location).orElseGet(JsonObject::new);
            location.add("message", message(text(event)));
            step.add("location", location);
            step.addProperty("executionOrder", steps.size() + 1);
            steps.add(step);
        }
        var thread = new JsonObject();
        thread.add("locations", steps);
        var flow = new JsonObject();
        finding.subject().ifPresent(subject -> flow.add("message", message("History of the " + subject.text())));
        flow.add("threadFlows", array(List.of(thread)));
        return flow;
    }

    private static String text(HistoryEvent event) {
        return event.verb()
                + event.routine().map(routine -> " by " + routine).orElse("")
                + (event.references().isPresent()
                        ? ", references: " + event.references().getAsLong()
                        : "")
                + (event.thread().isEmpty() ? "" : ", thread " + event.thread());
    }

    private static JsonObject stack(Stack stack, String text) {
        var frames = stack.relevant().stream()
                .map(frame -> {
                    var json = new JsonObject();
                    var location = location(frame);
                    location.add("message", message(frame.function().orElse("?")));
                    json.add("location", location);
                    return json;
                })
                .toList();
        var json = new JsonObject();
        json.add("message", message(text));
        json.add("frames", array(frames));
        return json;
    }

    private static JsonObject location(Frame frame) {
        var json = new JsonObject();
        frame.place().ifPresent(place -> json.add("physicalLocation", physical(place)));
        frame.function().ifPresent(name -> {
            var logical = new JsonObject();
            logical.addProperty("name", name);
            logical.addProperty("kind", "function");
            json.add("logicalLocations", array(List.of(logical)));
        });
        return json;
    }

    private static JsonObject physical(Place place) {
        var region = new JsonObject();
        region.addProperty("startLine", place.line());
        var json = new JsonObject();
        json.add("artifactLocation", with("uri", Path.of(place.file()).toUri().toString()));
        json.add("region", region);
        return json;
    }

    private static JsonObject message(String text) {
        return with("text", text);
    }

    private static JsonObject with(String name, String value) {
        var json = new JsonObject();
        json.addProperty(name, value);
        return json;
    }

    private static JsonObject with(String name, JsonObject value) {
        var json = new JsonObject();
        json.add(name, value);
        return json;
    }

    private static JsonArray array(List<JsonObject> values) {
        var array = new JsonArray();
        values.forEach(array::add);
        return array;
    }
}
