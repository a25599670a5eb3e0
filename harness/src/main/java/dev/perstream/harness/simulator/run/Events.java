package dev.perstream.harness.simulator.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.perstream.harness.simulator.report.Benchmark;
import dev.perstream.harness.simulator.report.Bugcheck;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.HistoryEvent;
import dev.perstream.harness.simulator.report.Routines;
import dev.perstream.harness.simulator.report.Sighting;
import dev.perstream.harness.simulator.report.Stack;
import dev.perstream.harness.simulator.report.Subject;
import dev.perstream.harness.simulator.report.ThreadState;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads the lines that the simulator's process writes. What it does not know is passed over. */
final class Events {

    private Events() {}

    /** One line. */
    static Event read(String line) {
        try {
            var element = JsonParser.parseString(line);
            return element.isJsonObject() ? event(new Json(element.getAsJsonObject())) : new Event.Noise(line);
        } catch (JsonParseException | NumberFormatException e) {
            return new Event.Noise(line);
        }
    }

    private static Event event(Json json) {
        return switch (json.text("type").orElse("")) {
            case "finding" -> new Event.Found(finding(json));
            case "exploration" -> new Event.Explored(exploration(json));
            case "routines" -> new Event.Used(new Routines(json.texts("called"), json.texts("failed")));
            case "observation" ->
                new Event.Observed(new Sighting(
                        json.text("text").orElse(""), json.text("replay").orElse("")));
            case "trace" -> new Event.Traced(json.texts("trace"));
            case "benchmark" -> new Event.Measured(benchmark(json));
            case "profile" -> new Event.Profiled(json.objects("samples", Events::sample));
            case "error" -> new Event.Mistake(json.text("message").orElse(""));
            case "end" -> new Event.End();
            default -> new Event.Unknown();
        };
    }

    private static Finding finding(Json json) {
        var line = json.number("line");
        return new Finding(
                json.text("rule").orElse("?"),
                json.text("title").orElse(""),
                json.text("message").orElse(""),
                json.object("bugcheck").map(Events::bugcheck),
                json.text("thread"),
                json.text("routine").filter(name -> !name.isEmpty()),
                (int) json.number("irql").orElse(0),
                json.text("step"),
                line.isPresent() && line.getAsLong() > 0 ? OptionalInt.of((int) line.getAsLong()) : OptionalInt.empty(),
                stack(json),
                json.object("subject").map(Events::subject),
                json.objects("history", Events::history),
                json.texts("trace"),
                json.objects("threads", Events::thread),
                json.text("replay"));
    }

    private static Exploration exploration(Json json) {
        return new Exploration(
                json.text("name").orElse(""),
                json.number("preemptions").orElse(0),
                json.number("faults").orElse(0),
                json.number("runs").orElse(0),
                json.truth("complete"),
                json.real("seconds"),
                json.number("points").orElse(0),
                json.number("findings").orElse(0));
    }

    private static Benchmark benchmark(Json json) {
        return new Benchmark(
                json.number("runs").orElse(0),
                json.real("seconds"),
                json.real("points_per_run"),
                json.number("world_bytes").orElse(0),
                List.of());
    }

    private static Event.Sample sample(Json json) {
        return new Event.Sample(
                json.text("module").orElse(""),
                json.number("offset").orElse(0),
                json.number("count").orElse(0));
    }

    private static Bugcheck bugcheck(Json json) {
        return new Bugcheck(json.number("code").orElse(0), json.numbers("parameters"));
    }

    private static Subject subject(Json json) {
        return new Subject(
                json.number("id").orElse(0),
                json.text("kind").orElse("object"),
                json.text("name"),
                json.text("address"));
    }

    private static HistoryEvent history(Json json) {
        var references = json.number("references");
        return new HistoryEvent(
                json.text("verb").orElse("?"),
                references.orElse(-1) < 0 ? OptionalLong.empty() : references,
                json.text("thread").orElse(""),
                json.text("routine").filter(name -> !name.isEmpty()),
                stack(json));
    }

    private static ThreadState thread(Json json) {
        return new ThreadState(
                json.text("name").orElse("?"),
                json.text("state").orElse("?"),
                json.text("waits_for"),
                json.texts("locks"),
                stack(json));
    }

    private static Stack stack(Json json) {
        return new Stack(json.objects(
                "stack",
                frame -> new Frame(
                        frame.text("module").orElse(""),
                        frame.number("offset").orElse(0),
                        frame.text("function"),
                        Optional.empty(),
                        false)));
    }

    /** Members that may be missing, null, or of another type. */
    private record Json(JsonObject object) {

        private Optional<JsonElement> member(String name) {
            return Optional.ofNullable(object.get(name)).filter(member -> !member.isJsonNull());
        }

        Optional<String> text(String name) {
            return member(name).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
        }

        /** Numbers are unsigned and may need all 64 bits. */
        OptionalLong number(String name) {
            var member = member(name).filter(JsonElement::isJsonPrimitive);
            return member.isPresent() ? OptionalLong.of(unsigned(member.get())) : OptionalLong.empty();
        }

        double real(String name) {
            return member(name)
                    .filter(JsonElement::isJsonPrimitive)
                    .map(JsonElement::getAsDouble)
                    .orElse(0.0);
        }

        boolean truth(String name) {
            return member(name)
                    .filter(JsonElement::isJsonPrimitive)
                    .map(JsonElement::getAsBoolean)
                    .orElse(false);
        }

        Optional<Json> object(String name) {
            return member(name).filter(JsonElement::isJsonObject).map(member -> new Json(member.getAsJsonObject()));
        }

        <T> List<T> objects(String name, Function<Json, T> read) {
            return StreamSupport.stream(array(name).spliterator(), false)
                    .filter(JsonElement::isJsonObject)
                    .map(element -> read.apply(new Json(element.getAsJsonObject())))
                    .toList();
        }

        List<String> texts(String name) {
            return StreamSupport.stream(array(name).spliterator(), false)
                    .filter(JsonElement::isJsonPrimitive)
                    .map(JsonElement::getAsString)
                    .toList();
        }

        List<Long> numbers(String name) {
            return StreamSupport.stream(array(name).spliterator(), false)
                    .filter(JsonElement::isJsonPrimitive)
                    .map(Json::unsigned)
                    .toList();
        }

        private JsonArray array(String name) {
            return member(name)
                    .filter(JsonElement::isJsonArray)
                    .map(JsonElement::getAsJsonArray)
                    .orElseGet(JsonArray::new);
        }

        private static long unsigned(JsonElement number) {
            return new BigInteger(number.getAsString()).longValue();
        }
    }
}
