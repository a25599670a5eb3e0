package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.report.Benchmark;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Routines;
import dev.perstream.harness.simulator.report.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process has told so far. */
final class Collected {

    final List<Finding> findings = new ArrayList<>();
    final List<Exploration> explorations = new ArrayList<>();
    final List<Sighting> sightings = new ArrayList<>();
    final List<String> trace = new ArrayList<>();
    final List<String> mistakes = new ArrayList<>();
    final List<String> noise = new ArrayList<>();
    final List<Event.Sample> samples = new ArrayList<>();
    Optional<Benchmark> benchmark = Optional.empty();
    Routines routines = Routines.NONE;
    boolean ended;

    /** All that a text tells. */
    static Collected from(String output) {
        var collected = new Collected();
        output.lines().map(Events::read).forEach(collected::add);
        return collected;
    }

    private void add(Event event) {
        if (event instanceof Event.Found found) {
            findings.add(found.finding());
        } else if (event instanceof Event.Explored explored) {
            explorations.add(explored.exploration());
        } else if (event instanceof Event.Used used) {
            routines = used.routines();
        } else if (event instanceof Event.Observed observed) {
            sightings.add(observed.sighting());
        } else if (event instanceof Event.Traced traced) {
            trace.addAll(traced.lines());
        } else if (event instanceof Event.Measured measured) {
            benchmark = Optional.of(measured.benchmark());
        } else if (event instanceof Event.Profiled profiled) {
            samples.addAll(profiled.samples());
        } else if (event instanceof Event.Mistake mistake) {
            mistakes.add(mistake.message());
        } else if (event instanceof Event.Noise text) {
            noise.add(text.line());
        } else if (event instanceof Event.End) {
            ended = true;
        }
    }
}
