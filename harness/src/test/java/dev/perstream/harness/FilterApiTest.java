package dev.perstream.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.fake.FakeSide;
import dev.perstream.harness.fake.Tally;
import dev.perstream.harness.fake.TallyFilter;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.VolumeBehaviour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterApiTest {

    private final FakeSide side = new FakeSide();
    private final TallyFilter tally = TallyFilter.on(side);

    @Test
    void aTestReadsAsItsStory() {
        var c = tally.mount(FileSystem.NTFS);
        var a = c.open("\\log.txt");
        var b = c.open("\\log.txt", OpenOption.EXISTING, OpenOption.READ_ONLY);
        assertThat(tally.tally(a)).isSameAs(tally.tally(b));
        assertThat(tally.tally(b).opens()).isEqualTo(2);
        a.write(0, 100).close();
        assertThat(tally.findTally(a)).isEmpty();
        assertThat(tally.trace()).hasToString("""
                        1. load
                        2. mount C:
                             attached to C:
                        3. open h1 = C:\\log.txt
                             + Tally of h1: Opens=1
                        4. open h2 = C:\\log.txt existing read-only
                             Tally of h1, h2: Opens 1 -> 2
                        5. write h1 0 100
                             Tally of h1, h2: Written 0 -> 100
                        6. close h1
                             Tally of h2: Opens 2 -> 1""");
    }

    @Test
    void aFailureWithoutWhatItReturnsFailsTheTest() {
        var failing = new Bench(TallyFilter.DEFINITION, DriverModel.MINIFILTER, side, 1);
        new TallyFilter(failing).failing("FltSetStreamContext").call(2);

        assertThatThrownBy(failing::finish)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "failing(\"FltSetStreamContext\").call(2) plans nothing: say what the call returns");

        var complete = new Bench(TallyFilter.DEFINITION, DriverModel.MINIFILTER, side, 1);
        new TallyFilter(complete).failing("FltSetStreamContext").call(2).returning(NtStatus.NOT_SUPPORTED);
        complete.finish();
    }

    @Test
    void aVolumeThatIsMountedLaterFindsTheMachineAsItWas() {
        var a = tally.mount(FileSystem.NTFS).open("\\log.txt");
        var d = tally.mount(FileSystem.FAT);
        assertThat(d.letter()).isEqualTo('D');
        assertThat(tally.tally(a).opens()).isEqualTo(1);
        assertThat(side.happened()).containsExactly("begin 1", "begin 2");
        assertThat(side.performed().stream().map(Step::line))
                .containsExactly("load", "mount C:", "open h1 = C:\\log.txt", "mount D:");
    }

    @Test
    void anOperationThatFailsSaysHow() {
        var c = tally.mount(FileSystem.NTFS);
        assertThatThrownBy(() -> c.open("\\missing.txt", OpenOption.EXISTING))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("\"open h1 = C:\\missing.txt existing\" failed with STATUS_OBJECT_NAME_NOT_FOUND");
        assertThat(c.tryOpen("\\missing.txt")).isEmpty();
    }

    @Test
    void aFailureCanBeExpected() {
        var c = tally.mount(FileSystem.NTFS);
        tally.expecting(NtStatus.OBJECT_NAME_NOT_FOUND, () -> c.open("\\missing.txt"));
        assertThat(tally.attempt(() -> c.open("\\log.txt"))).isEqualTo(NtStatus.SUCCESS);
        assertThatThrownBy(() -> tally.expecting(NtStatus.ACCESS_DENIED, () -> c.open("\\missing.txt")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected STATUS_ACCESS_DENIED, but it ended with STATUS_OBJECT_NAME_NOT_FOUND");
    }

    @Test
    void whatIsNotOpenAnyMoreCannotBeUsed() {
        var a = tally.mount(FileSystem.NTFS).open("\\log.txt");
        a.close();
        a.close();
        assertThatThrownBy(() -> a.write(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("\"write h1 0 1\" cannot be done: nothing is open there any more");
    }

    @Test
    void aContextThatIsNotThereIsNamedWithThoseThatAre() {
        var c = tally.mount(FileSystem.NTFS);
        var a = c.open("\\log.txt");
        var b = c.open("\\other.txt");
        a.close();
        assertThatThrownBy(() -> tally.tally(a))
                .isInstanceOf(AssertionError.class)
                .hasMessage("h1 (C:\\log.txt) has no Tally; there is Tally of h2");
        assertThatThrownBy(tally::assertClean).hasMessage("contexts are left; there is Tally of h2");
        b.close();
        tally.assertClean();
    }

    @Test
    void whatNoScenarioCanCarryIsRefusedWithItsRange() {
        var a = tally.mount(FileSystem.NTFS).open("\\log.txt");

        assertThatThrownBy(() -> a.write(-1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the offset of a write is from 0 to 4611686018427387904, not -1");
        assertThatThrownBy(() -> a.write(0, 2_000_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the length of a write is from 0 to 16777216, not 2000000000");
        assertThatThrownBy(() -> a.read(0, -5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the length of a read is from 0 to 16777216, not -5");
        assertThatThrownBy(() -> tally.pass(Duration.ofSeconds(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the time that passes is from 0 to 36500 days, not PT-5S");
    }

    @Test
    void aPathBeginsWithABackslash() {
        var c = tally.mount(FileSystem.NTFS);
        assertThatThrownBy(() -> c.open("log.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"log.txt\" is no path on a volume");
    }

    @Test
    void failuresAreInjectedAsStepsOfTheStory() {
        tally.mount(FileSystem.NTFS);
        tally.failAllocation(3);
        tally.failing("FltGetFileNameInformation").call(2).returning(NtStatus.FLT_DELETING_OBJECT);
        assertThat(side.performed().stream().map(Step::line))
                .endsWith("fail allocation 3", "fail FltGetFileNameInformation 0xC01C000B 2");
    }

    @Test
    void aFailureThatNeverComesAboutIsTold() {
        var bench = new Bench(TallyFilter.DEFINITION, DriverModel.MINIFILTER, new FakeSide().withPendingFailures(1), 1);
        new TallyFilter(bench).failing("FltGetFileNameInformation").returning(NtStatus.FLT_DELETING_OBJECT);
        assertThatThrownBy(bench::finish)
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("instead of \"fail FltGetFileNameInformation 0xC01C000B 1\"");
    }

    @Test
    void ofAllocationsThatAreTriedOneAfterTheOtherTheLastNeedNotBeMade() {
        var bench = new Bench(TallyFilter.DEFINITION, DriverModel.MINIFILTER, new FakeSide().withPendingFailures(1), 1);
        new TallyFilter(bench).failAllocationIfMade(40);
        bench.finish();
        assertThat(bench.trace().toString()).contains("fail allocation 40");
    }

    @Test
    void threadsAreTriedInAllOrdersAndThenOneAfterTheOther() {
        var c = tally.mount(FileSystem.NTFS);
        var threads = tally.threads();
        var a = threads.start("A", () -> c.open("\\log.txt"));
        threads.start("B", () -> a.write(0, 10).close());
        var outcomes = threads.explore();
        assertThat(outcomes.count()).isEqualTo(2);
        outcomes.sometimes(() -> assertThat(tally.findTally(a)).isEmpty())
                .sometimes(() -> assertThat(tally.tally(a).opens()).isEqualTo(1));
        assertThatThrownBy(() -> outcomes.always(
                        () -> assertThat(tally.contexts(Tally.TYPE)).isEmpty()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in one of 2 endings:\n  Tally of h1: Opens=1");
        assertThat(tally.contexts(Tally.TYPE)).isEmpty();
        assertThat(side.performed().stream().map(Step::line))
                .endsWith("open h1 = C:\\log.txt", "write h1 0 10", "close h1");
    }

    @Test
    void theBodyOfAThreadSeesNothingAndTheEndOfAnExplorationCannotBeChanged() {
        var c = tally.mount(FileSystem.NTFS);
        var a = c.open("\\log.txt");
        assertThatThrownBy(() -> tally.threads().start("A", () -> tally.tally(a)))
                .isInstanceOf(IllegalStateException.class);
        var outcomes = tally.concurrently(() -> a.write(0, 1), () -> a.write(0, 2));
        assertThatThrownBy(() -> outcomes.always(() -> a.write(0, 3))).isInstanceOf(IllegalStateException.class);
        assertThat(tally.tally(a)).isEqualTo(new Tally(1, 3));
        assertThat(List.of(outcomes.count(), outcomes.runs())).isEqualTo(List.of(1, 2L));
    }

    @Test
    void everythingThatCanBeDoneIsAStep() {
        var c = tally.mount(FileSystem.NTFS, VolumeBehaviour.KEEP_FCBS);
        var a = c.create("\\a b.txt");
        a.read(0, 1, IoOption.PAGING).write(2, 3, IoOption.APPEND, IoOption.PEND);
        a.rename("\\n").renameReplacing("\\n").link("\\l").linkReplacing("\\l");
        a.delete().deletePosix().undelete().truncate(5).allocate(6).touch();
        a.query(InformationKind.NETWORK_OPEN).list("*").queryVolume().flush();
        a.lock(1, 2)
                .lockShared(3, 4)
                .unlock(1, 2)
                .control(0x90018)
                .querySecurity()
                .setSecurity();
        a.streamFile();
        a.hold().release();
        c.openExisting("\\x", OpenOption.DIRECTORY);
        c.openVolume();
        c.queryOpen("\\x").attach().detach().purge().dismount().mount().lockAndDismount();
        var t = tally.beginTransaction();
        t.open(c, "\\y");
        t.commit();
        tally.beginTransaction().rollback();
        tally.pass(Duration.ofSeconds(1));
        tally.unload();
        tally.load();
        tally.shutdown();
        assertThat(side.performed().stream().skip(2).map(Step::line))
                .containsExactly(
                        "open h1 = \"C:\\a b.txt\" create",
                        "read h1 0 1 paging",
                        "write h1 2 3 pend append",
                        "rename h1 C:\\n",
                        "rename h1 C:\\n replace",
                        "link h1 C:\\l",
                        "link h1 C:\\l replace",
                        "delete h1",
                        "delete h1 posix",
                        "undelete h1",
                        "truncate h1 5",
                        "allocate h1 6",
                        "touch h1",
                        "query h1 network-open",
                        "list h1 \"*\" restart",
                        "query-volume h1",
                        "flush h1",
                        "lock h1 1 2",
                        "lock h1 3 4 shared",
                        "unlock h1 1 2",
                        "control h1 0x90018",
                        "security h1",
                        "security h1 set",
                        "stream-file h2 = h1",
                        "hold h1",
                        "release h1",
                        "open h3 = C:\\x existing directory",
                        "open h4 = C:",
                        "query-open C:\\x",
                        "attach C:",
                        "detach C:",
                        "purge C:",
                        "dismount C:",
                        "mount C:",
                        "dismount C: lock",
                        "transaction t1",
                        "open h5 = C:\\y in t1",
                        "commit t1",
                        "transaction t2",
                        "rollback t2",
                        "pass 1000",
                        "unload",
                        "load",
                        "shutdown");
    }

    @Test
    void aThreadHasANameAndThereAreAtMostEight() {
        var a = tally.mount(FileSystem.NTFS).open("\\log.txt");
        var threads = tally.threads();
        assertThatThrownBy(() -> threads.start("thread one", () -> a.write(0, 1)))
                .hasMessageStartingWith("\"thread one\" is no name of a thread");
        for (var name = 'A'; name <= 'H'; name++) {
            threads.start(String.valueOf(name), () -> a.write(0, 1));
        }
        assertThatThrownBy(() -> threads.start("I", () -> a.write(0, 1)))
                .hasMessage("at most 8 threads can run at the same time");
    }
}
