package dev.perstream.harness.simulator.report.format;

import dev.perstream.harness.simulator.report.Benchmark;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.HistoryEvent;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report for people. */
public final class TextReport implements ReportFormat {

    private static final int TRACE_LINES = 40;
    private static final int HOTSPOTS = 30;

    @Override
    public String write(Report report, Setting setting) {
        var lines = new ArrayList<String>();
        for (var finding : report.findings()) {
            lines.addAll(finding(finding, setting));
            lines.add("");
        }
        report.trace().forEach(lines::add);
        report.explorations().forEach(exploration -> lines.add(exploration(exploration)));
        report.benchmark().ifPresent(benchmark -> benchmark(benchmark, lines));
        if (setting.coverage()) {
            routines(report, lines);
        }
        report.problem().ifPresent(problem -> lines.add(problem.text()));
        if (report.problem().isEmpty()) {
            lines.add(
                    switch (report.findings().size()) {
                        case 0 -> setting.scenario() + ": nothing found";
                        case 1 -> setting.scenario() + ": 1 finding";
                        default -> setting.scenario() + ": " + report.findings().size() + " findings";
                    });
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> finding(Finding finding, Setting setting) {
        var lines = new ArrayList<String>();
        lines.add(finding.rule() + ": " + finding.title());
        finding.message().lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        finding.stack().place().ifPresent(place -> lines.add("  at       " + place.text()));
        when(finding, setting).ifPresent(text -> lines.add("  when     " + text));
        finding.bugcheck().ifPresent(bugcheck -> lines.add("  Windows  " + BugcheckNames.text(bugcheck)));
        if (finding.stack().place().isPresent()) {
            section(
                    lines,
                    "stack" + finding.thread().map(name -> " of thread " + name).orElse(""));
            finding.stack().relevant().forEach(frame -> lines.add("    " + frame(frame)));
        }
        finding.subject().ifPresent(subject -> {
            section(lines, "history of the " + subject.text());
            lines.addAll(history(finding.history()));
        });
        if (finding.threads().size() > 1
                || finding.threads().stream()
                        .anyMatch(thread -> thread.waitsFor().isPresent())) {
            section(lines, "threads");
            finding.threads().forEach(thread -> lines.addAll(thread(thread)));
        }
        if (!finding.trace().isEmpty()) {
            section(lines, "course of the run");
            lines.addAll(trace(finding.trace()));
        }
        finding.replay().ifPresent(token -> {
            section(lines, "replay");
            lines.add("    " + setting.replayCommand().apply(token));
        });
        return lines;
    }

    private static void section(List<String> lines, String title) {
        lines.add("");
        lines.add("  " + title);
    }

    private static Optional<String> when(Finding finding, Setting setting) {
        var parts = new ArrayList<String>();
        finding.step()
                .ifPresent(step -> parts.add("\"" + step + "\" (" + setting.scenario() + lineSuffix(finding) + ")"));
        finding.thread().ifPresent(thread -> parts.add("thread " + thread));
        finding.routine().ifPresent(routine -> parts.add("last call " + routine));
        parts.add(Irql.name(finding.irql()));
        return finding.thread().isPresent() || !finding.step().isEmpty()
                ? Optional.of(String.join(", ", parts))
                : Optional.empty();
    }

    private static String lineSuffix(Finding finding) {
        return finding.line().isPresent() ? ":" + finding.line().getAsInt() : "";
    }

    private static String frame(Frame frame) {
        return frame.ofDriver() ? frame.text() : "[" + frame.function().orElse("kernel") + "]";
    }

    private static List<String> history(List<HistoryEvent> events) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < events.size(); i++) {
            lines.add(String.format(Locale.ROOT, "    %3d. %s", i + 1, event(events.get(i))));
        }
        return lines;
    }

    private static String event(HistoryEvent event) {
        var text = new StringBuilder(event.verb());
        event.routine().ifPresent(routine -> text.append(" by ").append(routine));
        if (event.references().isPresent()) {
            text.append(", ").append(references(event.references().getAsLong()));
        }
        if (!event.thread().isEmpty()) {
            text.append(", thread ").append(event.thread());
        }
        event.stack().place().ifPresent(place -> text.append(", at ").append(place.text()));
        return text.toString();
    }

    private static String references(long count) {
        return count == 1 ? "1 reference" : count + " references";
    }

    private static List<String> thread(ThreadState thread) {
        var lines = new ArrayList<String>();
        lines.add("    " + thread.name() + " "
                + thread.waitsFor().map(what -> "waits for " + what).orElse("is " + thread.state())
                + (thread.locks().isEmpty() ? "" : ", holds " + String.join(", ", thread.locks())));
        thread.stack().relevant().stream().filter(Frame::ofDriver).forEach(frame -> lines.add("      " + frame(frame)));
        return lines;
    }

    private static List<String> trace(List<String> trace) {
        var lines = new ArrayList<String>();
        if (trace.size() > TRACE_LINES) {
            lines.add("    (" + (trace.size() - TRACE_LINES) + " lines before these are in the JSON report)");
        }
        trace.subList(Math.max(0, trace.size() - TRACE_LINES), trace.size()).forEach(line -> lines.add("    " + line));
        return lines;
    }

    private static String exploration(Exploration exploration) {
        var bounds = new ArrayList<String>();
        if (exploration.preemptions() > 0) {
            bounds.add("up to " + count(exploration.preemptions(), "preemption"));
        }
        if (exploration.faults() > 0) {
            bounds.add("up to " + count(exploration.faults(), "failing call"));
        }
        return String.format(
                Locale.ROOT,
                "%s%s: %s in %.2f s%s",
                exploration.name(),
                bounds.isEmpty() ? "" : " (" + String.join(", ", bounds) + ")",
                count(exploration.runs(), "run"),
                exploration.seconds(),
                exploration.complete() ? ", all there are" : ", not all there are");
    }

    private static void benchmark(Benchmark benchmark, List<String> lines) {
        lines.add(String.format(
                Locale.ROOT,
                "%,.0f runs a second (%,d in %.1f s), %.1f points a run, %,d bytes restored before each",
                benchmark.runsPerSecond(),
                benchmark.runs(),
                benchmark.seconds(),
                benchmark.pointsPerRun(),
                benchmark.worldBytes()));
        benchmark.hotspots().stream()
                .limit(HOTSPOTS)
                .map(spot -> String.format(
                        Locale.ROOT, "    %5.1f %%  %s  (%s)", spot.share() * 100, spot.routine(), spot.file()))
                .forEach(lines::add);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void routines(Report report, List<String> lines) {
        lines.add("");
        lines.add("routines called (* made to fail)");
        var failed = report.routines().failed();
        report.routines().called().forEach(name -> lines.add("    " + name + (failed.contains(name) ? " *" : "")));
        lines.add("");
    }
}
