package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The simulator as a process that takes steps one by one. */
@RequiresToolchain("gcc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class LiveTest {

    private static final Path DRIVERS = Simulators.SOURCES.resolve("live");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String BEGIN = "begin\nvolume C: ntfs\n.\nload\n";

    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @BeforeAll
    void compileTheSimulator() {
        simulator = Simulators.of(CompilerKind.GCC);
    }

    @Test
    void aStepIsAnsweredWithItsStatus() {
        var answers = minifilter(
                BEGIN + "open a = C:\\a.txt\nopen b = C:\\no.txt existing\nclose a\nclose a\nwrite nobody\nfinish\n");

        assertThat(answers)
                .containsExactly(
                        "begun",
                        "step 00000000",
                        "step 00000000",
                        "step C0000034",
                        "step 00000000",
                        "step skipped",
                        "step skipped",
                        "finished 0");
    }

    @Test
    void contextsAreSeenFromTheOpenToTheClose() {
        var answers = minifilter(BEGIN + "open a = C:\\a.txt\nobserve\nclose a\nobserve\nfinish\n");

        var open = observations(answers).get(0);
        var closed = observations(answers).get(1);
        assertThat(open.line("h:a:")).matches("h:a:[1-9a-f][0-9a-f]*:[1-9a-f][0-9a-f]*:[1-9a-f][0-9a-f]*");
        assertThat(open.line("v:C:")).matches("v:C:[1-9a-f][0-9a-f]*:[1-9a-f][0-9a-f]*:[1-9a-f][0-9a-f]*");
        assertThat(closed.items()).noneMatch(item -> item.startsWith("h:") || item.startsWith("u:"));
    }

    @Test
    void memoryIsShownAsFarAsPointersLead() {
        var answers = minifilter(BEGIN + "open a = C:\\a.txt\nobserve\n");

        var observation = observations(answers).get(0);
        var stream = observation.line("h:a:").split(":", -1)[3];
        assertThat(observation.line("m:" + stream + ":")).hasSize("m::".length() + stream.length() + 2 * 24);
        assertThat(observation.items()).anyMatch(item -> item.matches("m:[0-9a-f]+:(a5){16}"));
    }

    @Test
    void aLegacyFilterShowsWhatItHasInserted() {
        var answers =
                legacy(BEGIN + "open a = C:\\a.txt\nopen b = C:\\a.txt\nobserve\nclose a\nclose b\nobserve\nfinish\n");

        var open = observations(answers).get(0);
        assertThat(open.line("h:a:")).matches("h:a:0:[1-9a-f][0-9a-f]*:0");
        assertThat(open.line("h:b:").substring(4)).isEqualTo(open.line("h:a:").substring(4));
        assertThat(open.line("v:C:")).matches("v:C:0:[1-9a-f][0-9a-f]*:[1-9a-f][0-9a-f]*");
        assertThat(observations(answers).get(1).items()).noneMatch(item -> item.startsWith("u:"));
        assertThat(answers.get(answers.size() - 1)).isEqualTo("finished 0");
    }

    @Test
    void aDriverThatIsLoadedAgainHasTheDataOfItsFile() {
        var answers = minifilter(BEGIN + "mount C:\nsymbol TestSetups 4\nunload\nload\nsymbol TestSetups 4\nfinish\n");

        assertThat(answers)
                .filteredOn(line -> line.startsWith("symbol "))
                .containsExactly("symbol 01000000", "symbol 01000000");
    }

    @Test
    void aFileObjectOfTheFileSystemsOwnIsClosedByItsName() {
        var answers = minifilter(BEGIN + "open a = C:\\a.txt\nstream-file s = a\nstream-file t = a\nclose s\nfinish\n");

        assertThat(answers.subList(2, answers.size()))
                .containsExactly("step 00000000", "step 00000000", "step 00000000", "step 00000000", "finished 0");
    }

    @Test
    void aContextOfAFileThatOnlyTheSystemKeepsIsShownWithItsVolume() {
        var steps = """
                begin
                volume C: ntfs
                volume D: ntfs keep-fcbs
                .
                load
                open a = D:\\a.txt
                close a
                observe
                purge D:
                observe
                """;

        for (var answers : List.of(minifilter(steps), legacy(steps))) {
            var kept = observations(answers).get(0);
            var purged = observations(answers).get(1);
            assertThat(kept.items()).anyMatch(item -> item.matches("u:D:stream:[1-9a-f][0-9a-f]*"));
            assertThat(purged.items()).noneMatch(item -> item.startsWith("u:"));
        }
    }

    @Test
    void aHeldFileIsStillShownWhenItsHandleIsClosed() {
        var answers = minifilter(BEGIN + "open a = C:\\a.txt\nhold a\nclose a\nobserve\nrelease a\nobserve\n");

        assertThat(observations(answers).get(0).line("h:a:")).doesNotContain(":0:");
        assertThat(observations(answers).get(1).items()).noneMatch(item -> item.startsWith("h:"));
    }

    @Test
    void whatIsHeldToTheEndIsReleasedThere() {
        assertThat(legacy(BEGIN + "open a = C:\\a.txt\nhold a\nclose a\nfinish\n"))
                .endsWith("finished 0");
    }

    @Test
    void aTransactionHasItsContextUntilItEnds() {
        var answers = minifilter(
                BEGIN
                        + "transaction t\nobserve\nopen a = C:\\a.txt in t\nobserve\nclose a\ncommit t\nobserve\nclose t\nobserve\n");

        assertThat(observations(answers).get(0).line("t:")).isEqualTo("t:t:0:-");
        assertThat(observations(answers).get(1).line("t:")).matches("t:t:[1-9a-f][0-9a-f]*:C");
        assertThat(observations(answers).get(2).line("t:")).isEqualTo("t:t:0:-");
        assertThat(observations(answers).get(3).items()).noneMatch(item -> item.startsWith("t:"));
    }

    @Test
    void theAllocationThatIsToFailFails() {
        // The open makes the stream's context, its memory, the handle's context, and the file's.
        assertThat(contextsWithoutAllocation(1)).containsExactly("file", "handle");
        assertThat(contextsWithoutAllocation(2)).containsExactly("file", "stream", "handle");
        assertThat(contextsWithoutAllocation(3)).containsExactly("file", "stream");
        assertThat(contextsWithoutAllocation(4)).containsExactly("stream", "handle");
    }

    private List<String> contextsWithoutAllocation(int nth) {
        var answers =
                minifilter(BEGIN + "mount C:\nfail allocation " + nth + "\nopen a = C:\\a.txt\nobserve\nfinish\n");
        assertThat(answers).endsWith("finished 0");
        var parts = observations(answers).get(0).line("h:a:").split(":", -1);
        return IntStream.range(0, 3)
                .filter(i -> !parts[2 + i].equals("0"))
                .mapToObj(List.of("file", "stream", "handle")::get)
                .toList();
    }

    @Test
    void theCallThatIsToReturnAStatusReturnsIt() {
        var answers = minifilter(
                BEGIN
                        + "fail FltSetStreamContext STATUS_NOT_SUPPORTED 2\nopen a = C:\\a.txt\nopen b = C:\\b.txt\nobserve\nfinish\n");

        assertThat(observations(answers).get(0).line("h:a:").split(":", -1)[3]).isNotEqualTo("0");
        assertThat(observations(answers).get(0).line("h:b:").split(":", -1)[3]).isEqualTo("0");
        assertThat(answers).endsWith("finished 0");
    }

    @Test
    void aDriverThatCannotLoadAnswersWithItsStatus() {
        var answers = minifilter(
                "begin\nvolume C: ntfs\n.\nfail FltRegisterFilter STATUS_INSUFFICIENT_RESOURCES\nload\nfinish\n");

        assertThat(answers).containsExactly("begun", "step 00000000", "step C000009A", "finished 0");
    }

    @Test
    void aPlannedFailureThatNeverCameAboutIsCounted() {
        assertThat(minifilter(BEGIN + "fail allocation 1000\nfail FltSetFileContext STATUS_NOT_SUPPORTED\nfinish\n"))
                .endsWith("finished 2");
    }

    @Test
    void whatARoutineCannotReturnIsAnsweredWithWhatItCan() {
        var answers = minifilter(BEGIN
                + "fail FltSetStreamContext STATUS_ACCESS_DENIED\nfail FltReleaseContext NULL\nfail FltSetStreamContex NULL\n"
                + "fail ExAllocatePoolWithTag NULL 0\n");

        assertThat(answers.subList(2, 6))
                .satisfiesExactly(
                        answer -> assertThat(answer)
                                .startsWith("error 1:26: ")
                                .contains("'STATUS_ACCESS_DENIED'")
                                .contains("STATUS_FLT_DELETING_OBJECT")
                                .contains("STATUS_NOT_SUPPORTED"),
                        answer -> assertThat(answer).startsWith("error 1:6: FltReleaseContext cannot be made to fail"),
                        answer -> assertThat(answer).contains("did you mean 'FltSetStreamContext'?"),
                        answer -> assertThat(answer).startsWith("error 1:33: '0' is no number of a call"));
    }

    @Test
    void aLineThatCannotBeReadIsAnErrorAndTheSessionGoesOn() {
        var answers = minifilter("open a = C:\\a.txt\n" + BEGIN
                + "opne a = C:\\a.txt\nopen a C:\\a.txt\nvolume D: ntfs\nparallel\nthread A\nobserve\nend\nend\n\n"
                + "open a = C:\\a.txt\nbegin\nvolume E: ext4\n.\nobserve\n" + BEGIN);

        assertThat(answers)
                .satisfiesExactly(
                        answer -> assertThat(answer).startsWith("error 1:1: there is no world yet"),
                        answer -> assertThat(answer).isEqualTo("begun"),
                        answer -> assertThat(answer).isEqualTo("step 00000000"),
                        answer -> assertThat(answer).isEqualTo("error 1:1: 'opne' is no step; did you mean 'open'?"),
                        answer -> assertThat(answer).startsWith("error 1:6: put '=' behind the name"),
                        answer -> assertThat(answer).startsWith("error 1:1: declarations stand between"),
                        answer -> assertThat(answer).startsWith("error 1:1: 'observe' stands by itself"),
                        answer -> assertThat(answer).startsWith("error 1:1: there is no step"),
                        answer -> assertThat(answer).isEqualTo("step 00000000"),
                        answer -> assertThat(answer).startsWith("error 1:11: 'ext4' is no file system"),
                        answer -> assertThat(answer).startsWith("error 1:1: there is no world yet"),
                        answer -> assertThat(answer).isEqualTo("begun"),
                        answer -> assertThat(answer).isEqualTo("step 00000000"));
    }

    @Test
    void anyWindowsFromVistaOnCanBeDeclared() {
        var answers = minifilter(Stream.of("6.0.6000", "6.1.7601", "10.0.19045", "10.0.30000", "11.0.1")
                .map(version -> "begin\nwindows " + version + "\n.\nfinish\n")
                .collect(Collectors.joining()));

        assertThat(answers).filteredOn("begun"::equals).hasSize(5);
        assertThat(answers).noneMatch(answer -> answer.startsWith("error"));
    }

    @Test
    void aWindowsThatThereNeverWasIsAnErrorWithItsPlace() {
        var answers = minifilter(Stream.of("10.0", "10.0.", "10.0.19041.1", "10.0.x", "10.0.12345678", "5.1.2600")
                .map(version -> "begin\nwindows " + version + "\n.\n")
                .collect(Collectors.joining()));

        assertThat(answers)
                .contains(
                        "error 1:9: Windows '10.0' is not known; name it by version and build, such as 10.0.19041",
                        "error 1:9: Windows '5.1.2600' is too old; 6.0.6000 is the oldest that is simulated")
                .filteredOn(answer -> answer.startsWith("error 1:9: Windows"))
                .hasSize(6);
    }

    @Test
    void numbersThatNoStepCanCarryAreRefusedAndTheLongestTransferIsNot() {
        var answers = minifilter(BEGIN
                + "open a = C:\\a.txt\nwrite a -1 5\nwrite a 0 -5\nread a 0 16777217\nread a 0 5000000000\npass -5\n"
                + "write a 0 16777216\nread a 0 16777216\nwrite a 4611686018427387904 10\nclose a\nfinish\n");

        assertThat(answers)
                .containsExactly(
                        "begun",
                        "step 00000000",
                        "step 00000000",
                        "error 1:9: here stands an offset of at most 4611686018427387904, and at least 0, not -1",
                        "error 1:11: here stands a length of at most 16777216 bytes, and at least 0, not -5",
                        "error 1:10: here stands a length of at most 16777216 bytes, and at least 0, not 16777217",
                        "error 1:10: here stands a length of at most 16777216 bytes, and at least 0, not 5000000000",
                        "error 1:6: here stands a time of at most 3153600000000 milliseconds, and at least 0, not -5",
                        "step 00000000",
                        "step 00000000",
                        "step 00000000",
                        "step 00000000",
                        "finished 0");
    }

    @Test
    void aNewWorldKnowsNothingOfTheOldOne() {
        var once =
                BEGIN + "open a = C:\\a.txt\nparallel\nthread A\nopen x = C:\\a.txt\nend\nthread B process other.exe\n"
                        + "write a\nend\nend\nrepeat 3\nwrite a 0 8\nend\nobserve\n";

        var answers = minifilter(once + once + once);

        var third = answers.size() / 3;
        assertThat(answers.subList(third, 2 * third)).isEqualTo(answers.subList(0, third));
        assertThat(answers.subList(2 * third, 3 * third)).isEqualTo(answers.subList(0, third));
    }

    @Test
    void namesNeverRunOut() {
        var steps = IntStream.range(0, 10_000)
                .mapToObj(i -> "open h" + i + " = C:\\f" + i % 5 + ".txt\nclose h" + i + "\n")
                .reduce(new StringBuilder(BEGIN), StringBuilder::append, StringBuilder::append);

        var answers =
                minifilter(steps.append("open a = C:\\a.txt\nobserve\nfinish\n").toString());

        assertThat(answers).hasSize(20_005).noneMatch(answer -> answer.startsWith("error"));
        assertThat(observations(answers).get(0).items())
                .filteredOn(item -> item.startsWith("h:"))
                .hasSize(1);
    }

    @Test
    void aFindingEndsTheProcessWithItsRule() {
        var run = run(minifilterImage(), BEGIN + "open a = C:\\a.txt\nwrite a 0 99\nclose a\n");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output().lines().toList())
                .satisfiesExactly(
                        answer -> assertThat(answer).isEqualTo("begun"),
                        answer -> assertThat(answer).isEqualTo("step 00000000"),
                        answer -> assertThat(answer).isEqualTo("step 00000000"),
                        answer -> assertThat(answer).startsWith("finding S13 the stream context was released"));
    }

    @Test
    void aHangEndsTheProcess() {
        var run = run(minifilterImage(), BEGIN + "open a = C:\\a.txt\nwrite a 0 98\nclose a\n", "--hang-limit", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("finding hang the driver did not come to an end within 1 seconds");
    }

    @Test
    void exportedBytesCanBeRead() {
        assertThat(
                        minifilter(
                                "symbol TestSchemaFingerprint 4\nsymbol NoSuchThing 4\nsymbol TestSchemaFingerprint 99999999\n"))
                .containsExactly("symbol 30313233", "symbol -", "symbol -");
    }

    @Test
    void anExplorationTellsEachObservationOnce(@TempDir Path folder) throws IOException {
        var scenario = folder.resolve("observed.scenario");
        Files.writeString(scenario, """
                volume C: ntfs
                load
                open a = C:\\a.txt
                parallel
                thread A
                fail FltSetStreamHandleContext STATUS_NOT_SUPPORTED
                open b = C:\\a.txt
                end
                thread B
                open c = C:\\a.txt
                end
                end
                observe
                explore interleavings preemptions 1
                """);

        var run = Command.of(
                        LIMIT,
                        simulator.library().runner(),
                        "--driver",
                        minifilterImage().file().toString(),
                        "--scenario",
                        scenario.toString(),
                        "--preemptions",
                        "1")
                .run();

        var told = run.output()
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"observation\",\"text\":\"observe "))
                .toList();
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(told).doesNotHaveDuplicates();
        // Either open may be the one whose handle has no context.
        assertThat(told).anyMatch(line -> line.matches(".* h:b:[0-9a-f]+:[0-9a-f]+:0 .*"));
        assertThat(told).anyMatch(line -> line.matches(".* h:c:[0-9a-f]+:[0-9a-f]+:0 .*"));
        assertThat(told).allMatch(line -> line.contains("\"replay\":\""));
    }

    private List<String> minifilter(String requests) {
        return answers(run(minifilterImage(), requests));
    }

    private List<String> legacy(String requests) {
        return answers(run(image("legacy.c"), requests));
    }

    private static List<String> answers(Finished run) {
        assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
        return run.output().lines().toList();
    }

    private Finished run(DriverImage image, String requests, String... options) {
        var words = Stream.concat(Stream.of("--live", "--driver", image.file().toString()), Stream.of(options))
                .toArray(String[]::new);
        return Command.of(LIMIT, simulator.library().runner(), words)
                .reading(requests)
                .run();
    }

    private DriverImage minifilterImage() {
        return image("minifilter.c");
    }

    private DriverImage image(String source) {
        return simulator.build(Simulators.sources(DRIVERS.resolve(source))).orElseThrow();
    }

    private static List<Items> observations(List<String> answers) {
        return answers.stream()
                .filter(answer -> answer.startsWith("observe "))
                .map(answer -> new Items(List.of(answer.split(" ", -1))))
                .toList();
    }

    private record Items(List<String> items) {

        String line(String start) {
            return items.stream()
                    .filter(item -> item.startsWith(start))
                    .findFirst()
                    .orElse("no " + start);
        }
    }
}
