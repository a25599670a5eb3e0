package dev.perstream.harness.simulator.report.format;

import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.report.Bugcheck;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.HistoryEvent;
import dev.perstream.harness.simulator.report.Place;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.Routines;
import dev.perstream.harness.simulator.report.Rules;
import dev.perstream.harness.simulator.report.Stack;
import dev.perstream.harness.simulator.report.Subject;
import dev.perstream.harness.simulator.report.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reports for tests of their formats. */
final class SampleReports {

    static final Setting SETTING = new Setting(
            "open.txt",
            "1.2.3",
            new Rules(List.of(
                    new Rules.Rule("S11", "Every reference is released, on every path"),
                    new Rules.Rule("S13", "A context is not released more often than it was referenced"),
                    new Rules.Rule("memory", "Memory was accessed that does not belong to the driver"))),
            token -> "simulate run open.txt --driver src --replay " + token,
            false);

    private SampleReports() {}

    static Report overRelease() {
        return new Report(
                List.of(finding()),
                List.of(new Exploration("interleavings", 2, 0, 1234, true, 0.125, 56, 1)),
                new Routines(List.of("FltGetStreamContext", "FltReleaseContext"), List.of("FltGetStreamContext")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static Report clean() {
        return new Report(
                List.of(),
                List.of(new Exploration("once", 0, 0, 1, true, 0.001, 10, 0)),
                Routines.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static Report badScenario() {
        return Report.of(new Problem(Problem.Kind.INPUT, "open.txt:3:7: 'opne' is no step; did you mean 'open'?"));
    }

    private static Finding finding() {
        return new Finding(
                "S13",
                "A context is not released more often than it was referenced",
                "the stream context is released for the third time; it was referenced twice",
                Optional.of(new Bugcheck(0xF5, List.of(0x6DL, 0xFFFFF80000001000L, 0L, 0L))),
                Optional.of("A"),
                Optional.of("FltReleaseContext"),
                1,
                Optional.of("open a = C:\\log.txt"),
                OptionalInt.of(12),
                stack("Release", 40),
                Optional.of(new Subject(17, "stream context", Optional.of("\\log.txt"), Optional.of("0x7000010"))),
                List.of(
                        new HistoryEvent(
                                "allocated",
                                OptionalLong.of(1),
                                "A",
                                Optional.of("FltAllocateContext"),
                                stack("Get", 20)),
                        new HistoryEvent(
                                "released",
                                OptionalLong.of(0),
                                "B",
                                Optional.of("FltReleaseContext"),
                                stack("Put", 30))),
                List.of("A: open C:\\log.txt"),
                List.of(
                        new ThreadState("A", "ready", Optional.empty(), List.of(), stack("Release", 40)),
                        new ThreadState(
                                "B",
                                "waiting",
                                Optional.of("ERESOURCE, exclusive"),
                                List.of("fast mutex"),
                                stack("Put", 30))),
                Optional.of("p12=1"));
    }

    private static Stack stack(String routine, int line) {
        return new Stack(List.of(
                new Frame("libperstream-sim.so", 1, Optional.of("FltReleaseContext"), Optional.empty(), false),
                new Frame("driver.so", 2, Optional.of(routine), Optional.of(new Place("/src/Audit.c", line)), true),
                new Frame("libperstream-sim.so", 3, Optional.of("call_post"), Optional.empty(), false),
                new Frame("libperstream-sim.so", 4, Optional.of("thread_main"), Optional.empty(), false)));
    }
}
