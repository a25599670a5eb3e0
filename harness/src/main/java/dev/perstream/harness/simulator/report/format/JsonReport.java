package dev.perstream.harness.simulator.report.format;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.report.Benchmark;
import dev.perstream.harness.simulator.report.Benchmark.Hotspot;
import dev.perstream.harness.simulator.report.Bugcheck;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.HistoryEvent;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.Stack;
import dev.perstream.harness.simulator.report.Subject;
import dev.perstream.harness.simulator.report.ThreadState;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A report for programs. Members are added, never renamed; {@code version} changes when a member changes its meaning. Members
 * without a value are {@code null}; addresses and bugchecks are hexadecimal texts, since JSON's numbers are too short for them.
 */
public final class JsonReport implements ReportFormat {

    private static final int VERSION = 1;

    @Override
    public String write(Report report, Setting setting) {
        var root = new JsonObject();
        root.addProperty("version", VERSION);
        root.addProperty("tool", "perstream-simulate " + setting.version());
        root.addProperty("scenario", setting.scenario());
        root.addProperty("exitCode", report.exitCode());
        root.add("findings", array(report.findings(), finding -> finding(finding, setting)));
        root.add("explorations", array(report.explorations(), JsonReport::exploration));
        var routines = new JsonObject();
        routines.add("called", array(report.routines().called(), JsonPrimitive::new));
        routines.add("failed", array(report.routines().failed(), JsonPrimitive::new));
        root.add("routines", routines);
        root.add("trace", array(report.trace(), JsonPrimitive::new));
        root.add("benchmark", optional(report.benchmark(), JsonReport::benchmark));
        root.add("problem", optional(report.problem(), JsonReport::problem));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .create()
                        .toJson(root)
                + "\n";
    }

    private static JsonElement finding(Finding finding, Setting setting) {
        var json = new JsonObject();
        json.addProperty("rule", finding.rule());
        json.addProperty("title", finding.title());
        json.addProperty("message", finding.message());
        json.add("place", optional(finding.stack().place(), JsonReport::frame));
        json.add("bugcheck", optional(finding.bugcheck(), JsonReport::bugcheck));
        json.add("thread", text(finding.thread()));
        json.add("routine", text(finding.routine()));
        json.addProperty("irql", finding.irql());
        json.add("step", text(finding.step()));
        json.add(
                "line",
                finding.line().isPresent() ? new JsonPrimitive(finding.line().getAsInt()) : JsonNull.INSTANCE);
        json.add("stack", stack(finding.stack()));
        json.add("subject", optional(finding.subject(), JsonReport::subject));
        json.add("history", array(finding.history(), JsonReport::event));
        json.add("threads", array(finding.threads(), JsonReport::thread));
        json.add("trace", array(finding.trace(), JsonPrimitive::new));
        json.add("replay", text(finding.replay()));
        json.add("replayCommand", text(finding.replay().map(setting.replayCommand())));
        return json;
    }

    private static JsonElement bugcheck(Bugcheck bugcheck) {
        var json = new JsonObject();
        json.addProperty("code", BugcheckNames.hex(bugcheck.code()));
        json.addProperty("name", BugcheckNames.name(bugcheck));
        json.add(
                "parameters",
                array(bugcheck.parameters(), parameter -> new JsonPrimitive(BugcheckNames.hex(parameter))));
        return json;
    }

    private static JsonElement subject(Subject subject) {
        var json = new JsonObject();
        json.addProperty("id", subject.id());
        json.addProperty("kind", subject.kind());
        json.add("name", text(subject.name()));
        json.add("address", text(subject.address()));
        return json;
    }

    private static JsonElement event(HistoryEvent event) {
        var json = new JsonObject();
        json.addProperty("verb", event.verb());
        json.add(
                "references",
                event.references().isPresent()
                        ? new JsonPrimitive(event.references().getAsLong())
                        : JsonNull.INSTANCE);
        json.addProperty("thread", event.thread());
        json.add("routine", text(event.routine()));
        json.add("stack", stack(event.stack()));
        return json;
    }

    private static JsonElement thread(ThreadState thread) {
        var json = new JsonObject();
        json.addProperty("name", thread.name());
        json.addProperty("state", thread.state());
        json.add("waitsFor", text(thread.waitsFor()));
        json.add("locks", array(thread.locks(), JsonPrimitive::new));
        json.add("stack", stack(thread.stack()));
        return json;
    }

    private static JsonElement exploration(Exploration exploration) {
        var json = new JsonObject();
        json.addProperty("name", exploration.name());
        json.addProperty("preemptions", exploration.preemptions());
        json.addProperty("faults", exploration.faults());
        json.addProperty("runs", exploration.runs());
        json.addProperty("complete", exploration.complete());
        json.addProperty("seconds", exploration.seconds());
        json.addProperty("points", exploration.points());
        json.addProperty("findings", exploration.findings());
        return json;
    }

    private static JsonElement benchmark(Benchmark benchmark) {
        var json = new JsonObject();
        json.addProperty("runs", benchmark.runs());
        json.addProperty("seconds", benchmark.seconds());
        json.addProperty("runsPerSecond", benchmark.runsPerSecond());
        json.addProperty("pointsPerRun", benchmark.pointsPerRun());
        json.addProperty("worldBytes", benchmark.worldBytes());
        json.add("hotspots", array(benchmark.hotspots(), JsonReport::hotspot));
        return json;
    }

    private static JsonElement hotspot(Hotspot spot) {
        var json = new JsonObject();
        json.addProperty("routine", spot.routine());
        json.addProperty("file", spot.file());
        json.addProperty("share", spot.share());
        return json;
    }

    private static JsonElement problem(Problem problem) {
        var json = new JsonObject();
        json.addProperty("kind", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.addProperty("message", problem.message());
        json.add("details", array(problem.details(), JsonPrimitive::new));
        return json;
    }

    private static JsonElement stack(Stack stack) {
        return array(stack.frames(), JsonReport::frame);
    }

    private static JsonElement frame(Frame frame) {
        var json = new JsonObject();
        json.add("function", text(frame.function()));
        json.add("file", optional(frame.place(), place -> new JsonPrimitive(place.file())));
        json.add("line", optional(frame.place(), place -> new JsonPrimitive(place.line())));
        json.addProperty("driver", frame.ofDriver());
        return json;
    }

    private static JsonElement text(Optional<String> text) {
        return optional(text, JsonPrimitive::new);
    }

    private static <T> JsonElement optional(Optional<T> value, Function<T, ? extends JsonElement> write) {
        return value.<JsonElement>map(write).orElse(JsonNull.INSTANCE);
    }

    private static <T> JsonArray array(Collection<T> values, Function<T, ? extends JsonElement> write) {
        var array = new JsonArray();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }
}
