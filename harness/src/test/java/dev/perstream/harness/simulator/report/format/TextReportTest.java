package dev.perstream.harness.simulator.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextReportTest {

    private final ReportFormat format = new TextReport();

    @Test
    void aFindingIsToldWithItsPlaceItsHistoryAndItsReplay() {
        assertThat(format.write(SampleReports.overRelease(), SampleReports.SETTING))
                .isEqualTo("""
                        S13: A context is not released more often than it was referenced
                          the stream context is released for the third time; it was referenced twice

                          at       Audit.c:40 in Release
                          when     "open a = C:\\log.txt" (open.txt:12), thread A, last call FltReleaseContext, APC_LEVEL
                          Windows  0xF5 FLTMGR_FILE_SYSTEM (0x6D, 0xFFFFF80000001000, 0x0, 0x0)

                          stack of thread A
                            [FltReleaseContext]
                            Audit.c:40 in Release

                          history of the stream context #17 \\log.txt
                              1. allocated by FltAllocateContext, 1 reference, thread A, at Audit.c:20 in Get
                              2. released by FltReleaseContext, 0 references, thread B, at Audit.c:30 in Put

                          threads
                            A is ready
                              Audit.c:40 in Release
                            B waits for ERESOURCE, exclusive, holds fast mutex
                              Audit.c:30 in Put

                          course of the run
                            A: open C:\\log.txt

                          replay
                            simulate run open.txt --driver src --replay p12=1

                        interleavings (up to 2 preemptions): 1234 runs in 0.13 s, all there are
                        open.txt: 1 finding
                        """);
    }

    @Test
    void aCleanRunSaysWhatWasTried() {
        assertThat(format.write(SampleReports.clean(), SampleReports.SETTING)).isEqualTo("""
                        once: 1 run in 0.00 s, all there are
                        open.txt: nothing found
                        """);
    }

    @Test
    void aProblemStandsAlone() {
        assertThat(format.write(SampleReports.badScenario(), SampleReports.SETTING))
                .isEqualTo("open.txt:3:7: 'opne' is no step; did you mean 'open'?\n");
    }
}
