package dev.perstream.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.SampleFilters;
import dev.perstream.model.DriverModel;
import dev.perstream.output.PlannedFile;
import dev.perstream.plan.Planner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds by construction in the sources that both driver models share. */
class CommonSourcesTest {

    @Test
    void n7_aNewTextIsMadeBeforeTheLockSwappedUnderItAndTheOldOneFreedAfterIt() {
        assertThat(routine("AuditStreamState.c", "AuditStreamStateOnCreate"))
                .containsSubsequence(
                        "AuditDuplicateText(Name",
                        "AuditLockStreamState(StreamState);",
                        "AuditSwapText(&StreamState->Name, &NewName);",
                        "AuditUnlockStreamState(StreamState);",
                        "AuditFreeText(&NewName");
    }

    @Test
    void s23_aStoredReferenceIsTheContextsOwnAndTheOneItReplacesIsReleasedAfterTheLock() {
        assertThat(routine("AuditHandleState.c", "AuditHandleStateOnCreate"))
                .containsSubsequence(
                        "AuditLockHandleState(HandleState);",
                        "AuditReferenceStreamState(StreamState);",
                        "OldStream = HandleState->Stream;",
                        "HandleState->Stream = StreamState;",
                        "AuditUnlockHandleState(HandleState);",
                        "AuditReleaseStreamState(OldStream);");
        assertThat(routine("AuditHandleState.c", "AuditUninitializeHandleState"))
                .contains("AuditReleaseStreamState(HandleState->Stream);");
    }

    @Test
    void l1_whatRunsAfterAWriteTakesNoLockAndIsNotPageable() {
        var source = file("AuditStreamState.c");
        assertThat(routine("AuditStreamState.c", "AuditStreamStateOnWriteCompleted"))
                .contains("InterlockedExchangeAdd64(&StreamState->BytesWritten, (LONG64)Length);")
                .doesNotContain("Lock(")
                .doesNotContain("PAGED_CODE");
        assertThat(source)
                .contains("alloc_text(PAGE, AuditStreamStateOnCreate)")
                .doesNotContain("alloc_text(PAGE, AuditStreamStateOnWrite");
    }

    @Test
    void a9_theResourceIsDeletedWhenTheContextEnds() {
        assertThat(routine("AuditStreamState.c", "AuditUninitializeStreamState"))
                .contains("ExDeleteResourceLite(&StreamState->Lock);");
    }

    @Test
    void aPoolTagIsWrittenSoThatItReadsForwardInADump() {
        assertThat(file("AuditContexts.h")).contains("#define AUDIT_STREAM_STATE_TAG 'sSuA'");
    }

    private static String routine(String path, String name) {
        var matcher = Pattern.compile("(?s)\\n" + name + "\\(.*?\\n}\\n").matcher(file(path));
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group();
    }

    private static String file(String path) {
        var plan = Planner.plan(SampleFilters.audit(), DriverModel.MINIFILTER);
        return new CommonSources(plan, new CNames(plan.filter()), new Templates())
                .plan("").stream()
                        .filter(file -> file.path().equals(path))
                        .map(PlannedFile::content)
                        .findFirst()
                        .orElseThrow();
    }
}
