package dev.perstream.harness.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextLayout;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.Pointer;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.cli.SimulateProgram;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Side.Moment;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compiled driver as a side, with small drivers that have a context of each kind. */
@RequiresToolchain("gcc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriverSideTest {

    private static final OpeningStep.Open OPEN_A = open("a", "C:\\log.txt");
    private static final OpeningStep.Open OPEN_B = open("b", "C:\\log.txt");

    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    void compileTheSimulator() {
        simulator = TestDrivers.simulator();
    }

    @Test
    void contextsAreWhatTheDriverHolds() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(OPEN_A);
            side.perform(OPEN_B);

            var shown = side.observe();
            assertThat(shown.find(Attachment.STREAM, "a")).isEqualTo(shown.find(Attachment.STREAM, "b"));
            assertThat(mark(shown, Attachment.STREAM, "a").count()).isEqualTo(2);
            assertThat(shown.find(Attachment.STREAM, "a").orElseThrow().reachedFrom())
                    .containsExactly("a", "b");
            assertThat(shown.find(Attachment.STREAM_HANDLE, "a"))
                    .isNotEqualTo(shown.find(Attachment.STREAM_HANDLE, "b"));
            assertThat(shown.find(Attachment.FILE, "a")).isPresent();
            assertThat(shown.find(Attachment.VOLUME, "C:")).isPresent();
            assertThat(shown.attachedTo()).containsExactly('C');
            assertThat(shown.time().toInstant()).hasToString("2026-01-01T00:00:00Z");
        });
    }

    @Test
    void anAddressOfAnInstanceHasItsVolumesName() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(OPEN_A);

            assertThat(mark(side.observe(), Attachment.INSTANCE, "C:").other())
                    .isEqualTo(Pointer.to(0, "instance on C:"));
        });
    }

    @Test
    void aLegacyFiltersInstanceIsPartOfItsDeviceExtension() {
        on(DriverModel.LEGACY, side -> {
            side.perform(OPEN_A);

            var shown = side.observe();
            assertThat(shown.attachedTo()).containsExactly('C');
            assertThat(mark(shown, Attachment.INSTANCE, "C:").other().isNull()).isFalse();
            assertThat(mark(shown, Attachment.STREAM, "a").count()).isZero();
            assertThat(shown.contexts()).hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void aContextOfAFileThatNobodyHasOpenIsKeptOnItsVolume(DriverModel model) {
        on(model, side -> {
            side.begin(machine(VolumeBehaviour.KEEP_FCBS));
            side.perform(new SystemStep.Load());
            side.perform(OPEN_A);
            side.perform(new OpeningStep.Close("a"));

            assertThat(side.observe().find(Attachment.STREAM, "C: kept")).isPresent();
            side.perform(new SystemStep.Purge('C'));
            assertThat(side.observe().find(Attachment.STREAM, "C: kept")).isEmpty();
        });
    }

    @Test
    void aTransactionHasItsContext() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(new SystemStep.BeginTransaction("t"));
            side.perform(new OpeningStep.Open("a", "C:\\log.txt", Set.of(), Optional.of("t")));

            assertThat(side.observe().find(Attachment.TRANSACTION, "t")).isPresent();
        });
    }

    @Test
    void stepsEndAsTheDriverMakesThem() {
        on(DriverModel.MINIFILTER, side -> {
            assertThat(side.perform(
                            new OpeningStep.Open("a", "C:\\no.txt", Set.of(OpenOption.EXISTING), Optional.empty())))
                    .isEqualTo(StepResult.of(NtStatus.OBJECT_NAME_NOT_FOUND));
            assertThat(side.perform(new OpeningStep.Close("a"))).isEqualTo(StepResult.SKIPPED);
        });
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void manyStepsAtOnceAreTheSameAsOneByOne(DriverModel model) {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < 600; i++) {
            steps.add(open("h" + i % 7, "C:\\f" + i % 5 + ".txt"));
            steps.add(new FileStep.Write("h" + i % 7, 0, 100 + i, Set.of()));
            steps.add(new OpeningStep.Close("h" + (i + 3) % 7));
            steps.add(new OpeningStep.Close("h" + i % 7));
        }
        on(model, side -> {
            var atOnce = side.performAll(steps);
            side.begin(machine());
            side.perform(new SystemStep.Load());
            var oneByOne = steps.stream()
                    .map(step -> new Moment(side.perform(step), side.observe()))
                    .toList();

            assertThat(atOnce).isEqualTo(oneByOne).hasSize(2400);
        });
    }

    @Test
    void aPlannedFailureHappensOrIsCounted() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(new SystemStep.Mount('C'));
            side.perform(new SystemStep.FailAllocation(1));
            side.perform(new SystemStep.FailRoutine("FltSetStreamHandleContext", NtStatus.NOT_SUPPORTED, 2));
            side.perform(OPEN_A);

            assertThat(side.observe().find(Attachment.STREAM, "a")).isEmpty();
            side.finish();
            assertThat(side.pendingFailures()).isEqualTo(1);
        });
    }

    @Test
    void whatWasFinishedIsOverUntilTheNextBegin() {
        on(DriverModel.MINIFILTER, side -> {
            side.finish();

            assertThatThrownBy(side::observe)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing has begun, or it was finished");
            assertThatThrownBy(side::finish).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> side.perform(OPEN_A)).isInstanceOf(IllegalArgumentException.class);
            side.begin(machine());
            assertThat(side.observe().contexts()).isEmpty();
        });
    }

    @Test
    void whatCannotFailSoIsAMistakeAndTheSideGoesOn() {
        on(DriverModel.MINIFILTER, side -> {
            assertThatThrownBy(() ->
                            side.perform(new SystemStep.FailRoutine("FltSetStreamContext", NtStatus.ACCESS_DENIED, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("fail FltSetStreamContext 0xC0000022 1")
                    .hasMessageContaining("STATUS_NOT_SUPPORTED");
            assertThatThrownBy(() -> side.performAll(List.of(OPEN_A, new SystemStep.Mount('X'), OPEN_B)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"mount X:\" cannot be done")
                    .hasMessageContaining("there is no volume X:");

            assertThat(side.observe().find(Attachment.STREAM, "b")).isPresent();
            side.finish();
        });
    }

    @Test
    void aBreachIsTheSimulatorsReportAndTheNextWorldBegins() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(OPEN_A);
            side.perform(new FileStep.Write("a", 0, 16, Set.of()));

            var failure = catchThrowableOfType(
                    DriverFailedException.class, () -> side.perform(new FileStep.Write("a", 0, 99, Set.of())));

            assertThat(failure)
                    .hasMessageStartingWith("S13: ")
                    .hasMessageContaining("minifilter.c:")
                    .hasMessageContaining("when     \"write a 0 99\"");
            assertThat(failure.scenario())
                    .isRegularFile()
                    .startsWith(folder)
                    .content()
                    .contains("open a = C:\\log.txt");
            assertThat(failure.report().findings()).hasSize(1);

            side.begin(machine());
            assertThat(side.perform(new SystemStep.Load()).succeeded()).isTrue();
            assertThat(side.observe().find(Attachment.STREAM, "a")).isEmpty();
        });
    }

    @Test
    void theCommandOfAFailureRepeatsItInAnyShell() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(OPEN_A);
            var failure = catchThrowableOfType(
                    DriverFailedException.class, () -> side.perform(new FileStep.Write("a", 0, 99, Set.of())));

            assertThat(shell(command(String.valueOf(failure.getMessage()))))
                    .contains("S13: ")
                    .contains("when     \"write a 0 99\"")
                    .endsWith("exit code 1\n");
        });
    }

    @Test
    void theCommandOfAnEndingRepeatsIt() {
        on(DriverModel.MINIFILTER, side -> {
            var ending = side.explore(List.of(new ThreadSteps("A", List.of(OPEN_A))), Bounds.preemptions(0))
                    .endings()
                    .get(0);

            assertThat(shell(ending.replay())).endsWith("exit code 0\n");
        });
    }

    @Test
    void aHangIsAFailureWithinItsLimit() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(OPEN_A);

            assertThatThrownBy(() -> side.performAll(
                            List.of(new FileStep.Write("a", 0, 98, Set.of()), new OpeningStep.Close("a"))))
                    .isInstanceOf(DriverFailedException.class)
                    .hasMessageContaining("did not come to an end within 1 seconds")
                    .satisfies(thrown -> assertThat(
                                    ((DriverFailedException) thrown).report().explorations())
                            .as("the limit's second, and the one until the watch begins, once")
                            .singleElement()
                            .satisfies(replay -> assertThat(replay.seconds()).isLessThan(3)));
        });
    }

    @Test
    void whatAContextCannotHoldIsAFailureWithTheStepTheHandlesAndTheScenario() {
        var built = TestDrivers.driver(simulator, DriverModel.MINIFILTER);
        var types = Mark.TYPES.stream()
                .map(type -> type.attachment() == Attachment.STREAM ? countingToOne() : type)
                .toList();
        var definition = TestDrivers.definition(TestDrivers.FINGERPRINT, types);
        var strict = new Driver(definition, built.model(), built.folders(), built.image(), simulator);
        try (var side = DriverSide.start(strict, settings())) {
            side.begin(machine());
            side.performAll(List.of(new SystemStep.Load(), OPEN_A));
            side.observe();

            var failure = catchThrowableOfType(
                    DriverFailedException.class,
                    () -> side.performAll(List.of(OPEN_B, new OpeningStep.Close("b"), new OpeningStep.Close("a"))));

            assertThat(failure)
                    .hasMessageStartingWith("the driver's StrictMark of a, b holds what it cannot:"
                            + " StrictMark.Count at offset 16: 2 is neither 0 nor 1")
                    .hasMessageContaining("after \"open b = C:\\log.txt\"")
                    .hasMessageContaining(failure.scenario().toString());
            assertThat(failure.scenario()).content().endsWith("open b = C:\\log.txt\n");
            assertThat(shell(command(String.valueOf(failure.getMessage())))).endsWith("exit code 0\n");
            side.begin(machine());
            assertThat(side.perform(new SystemStep.Load()).succeeded()).isTrue();
        }
    }

    @Test
    void aDriverOfAnotherSchemaIsRefused() {
        var built = TestDrivers.driver(simulator, DriverModel.MINIFILTER);
        var other = new Driver(
                TestDrivers.definition("f".repeat(64)), built.model(), built.folders(), built.image(), simulator);

        assertThatThrownBy(() -> DriverSide.start(other, settings()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("driver   " + TestDrivers.FINGERPRINT)
                .hasMessageContaining("classes  " + "f".repeat(64))
                .hasMessageContaining("Generate both anew");
    }

    @Test
    void threadsAreTriedInAllOrdersAndLeaveNoTrace() {
        on(DriverModel.MINIFILTER, side -> {
            side.perform(open("c", "C:\\log.txt"));
            side.perform(new SystemStep.FailRoutine("FltSetStreamHandleContext", NtStatus.NOT_SUPPORTED, 1));
            var before = side.observe();

            var possibilities = side.explore(
                    List.of(new ThreadSteps("A", List.of(OPEN_A)), new ThreadSteps("B", List.of(OPEN_B))),
                    Bounds.preemptions(1));

            assertThat(possibilities.complete()).isTrue();
            assertThat(possibilities.runs()).isGreaterThan(2);
            assertThat(possibilities.endings()).hasSize(2).allSatisfy(ending -> {
                assertThat(mark(ending.observation(), Attachment.STREAM, "c").count())
                        .isEqualTo(3);
                assertThat(ending.replay()).startsWith("java ");
            });
            assertThat(possibilities.endings())
                    .anyMatch(ending -> ending.observation()
                            .find(Attachment.STREAM_HANDLE, "a")
                            .isEmpty())
                    .anyMatch(ending -> ending.observation()
                            .find(Attachment.STREAM_HANDLE, "b")
                            .isEmpty());
            assertThat(side.observe()).isEqualTo(before);
        });
    }

    @Test
    void randomRunsAreTriedWhereTheyAreAskedFor() {
        on(DriverModel.LEGACY, side -> {
            var possibilities = side.explore(
                    List.of(new ThreadSteps("A", List.of(OPEN_A)), new ThreadSteps("B", List.of(OPEN_B))),
                    Bounds.random(50, 7));

            assertThat(possibilities.runs()).isGreaterThanOrEqualTo(50);
            assertThat(possibilities.endings()).hasSize(1);
        });
    }

    @Test
    void aRaceIsTheSimulatorsReport() {
        try (var side = DriverSide.start(TestDrivers.driver(simulator, DriverModel.LEGACY, "RACY=1"), settings())) {
            side.begin(machine());
            side.perform(new SystemStep.Load());

            assertThatThrownBy(() -> side.explore(
                            List.of(new ThreadSteps("A", List.of(OPEN_A)), new ThreadSteps("B", List.of(OPEN_B))),
                            Bounds.DEFAULT))
                    .isInstanceOf(DriverFailedException.class)
                    .hasMessageStartingWith("G6: ")
                    .hasMessageContaining("--replay p");
        }
    }

    @Test
    void aDriverThatCouldNotLoadIsNoFindingOfItsOwn() {
        on(DriverModel.MINIFILTER, side -> {
            side.begin(machine());
            side.perform(new SystemStep.FailRoutine("FltRegisterFilter", NtStatus.INSUFFICIENT_RESOURCES, 1));

            assertThat(side.perform(new SystemStep.Load())).isEqualTo(StepResult.of(NtStatus.INSUFFICIENT_RESOURCES));
            assertThat(side.observe().contexts()).isEmpty();
            assertThat(side.explore(List.of(new ThreadSteps("A", List.of(OPEN_A))), Bounds.preemptions(0))
                            .endings())
                    .hasSize(1);
        });
    }

    private void on(DriverModel model, Consumer<DriverSide> body) {
        try (var side = DriverSide.start(TestDrivers.driver(simulator, model), settings())) {
            side.begin(machine());
            side.perform(new SystemStep.Load());
            body.accept(side);
        }
    }

    private DriverSettings settings() {
        return new DriverSettings(
                Duration.ofSeconds(1), Duration.ofMinutes(1), folder, SimulateProgram.ofThisClassPath());
    }

    /** The line that a message tells to run. */
    private static String command(String message) {
        return message.lines()
                .filter(line -> line.contains(" --replay "))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    /** What a shell shows of a command, and how it ended. */
    private static String shell(String command) {
        var builder = new ProcessBuilder("sh", "-c", command + "; echo exit code $?").redirectErrorStream(true);
        builder.environment()
                .put(
                        "PERSTREAM_CACHE",
                        Path.of("target/simulator").toAbsolutePath().toString());
        try {
            return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Declarations machine(VolumeBehaviour... behaviours) {
        return new Declarations(
                "10.0.19041", "Test", false, List.of(new VolumeDeclaration('C', FileSystem.NTFS, Set.of(behaviours))));
    }

    private static OpeningStep.Open open(String name, String path) {
        return new OpeningStep.Open(name, path, Set.of(), Optional.empty());
    }

    /** The kind of the streams' marks, with a count that can only be 0 or 1. */
    private static ContextType<Mark> countingToOne() {
        return ContextType.<Mark>named("StrictMark", Attachment.STREAM, "Rule")
                .field("Other", Codecs.pointer(), Mark::other)
                .field("Count", Codecs.bool(), mark -> mark.count() != 0)
                .layout(DriverModel.MINIFILTER, Abi.X64, ContextLayout.of(24, 0L, 16L))
                .madeBy(values -> new Mark(Mark.of(Attachment.STREAM), values.at(0), values.<Boolean>at(1) ? 1 : 0));
    }

    private static Mark mark(Observation shown, Attachment attachment, String from) {
        return (Mark) shown.find(attachment, from).orElseThrow().snapshot();
    }
}
