package dev.perstream.harness.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.fake.FakeSide;
import dev.perstream.harness.fake.Tally;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockstepTest {

    private static final Declarations MACHINE = new Declarations(
            "10.0.19041", "Tally", false, List.of(new VolumeDeclaration('C', FileSystem.NTFS, Set.of())));
    private static final Step OPEN = open("a");
    private static final Step WRITE = new FileStep.Write("a", 0, 100, Set.of());

    private final FakeSide model = new FakeSide();
    private final FakeSide driver = new FakeSide();

    @Test
    void carriesOutEachStepOnBothSides() {
        var lockstep = begun();
        assertThat(lockstep.perform(OPEN)).isEqualTo(StepResult.of(NtStatus.SUCCESS));
        assertThat(model.performed()).containsExactly(OPEN).isEqualTo(driver.performed());
        assertThat(lockstep.observe()).isEqualTo(driver.observe());
    }

    @Test
    void tellsOfAFieldThatDiffers() {
        driver.showing(tally -> new Tally(tally.opens(), tally.written() / 2));
        var lockstep = begun();
        lockstep.perform(OPEN);
        assertThatThrownBy(() -> lockstep.perform(WRITE))
                .isInstanceOf(DisagreementError.class)
                .hasMessage("""
                        the model and the driver disagree after step 2, "write a 0 100"
                          Tally of a: Written is 100 on the model, 50 on the driver

                        The story so far, which is a scenario for the simulator:
                          windows 10.0.19041
                          driver Tally
                          volume C: ntfs
                          open a = C:\\log.txt
                          write a 0 100

                        It is the same in each run. If a hook of yours changes contexts, describe it in a HookModel.""");
    }

    @Test
    void tellsOfAnOutcomeThatDiffers() {
        driver.withWrites(NtStatus.ACCESS_DENIED);
        var lockstep = begun();
        lockstep.perform(OPEN);
        var error = catchThrowableOfType(DisagreementError.class, () -> lockstep.perform(WRITE));
        assertThat(error.differences())
                .containsExactly("it ends with STATUS_SUCCESS on the model, with STATUS_ACCESS_DENIED on the driver");
        assertThat(error.steps()).containsExactly(OPEN, WRITE);
    }

    @Test
    void tellsOfContextsThatOnlyOneSideHas() {
        driver.begin(MACHINE);
        driver.perform(open("stray"));
        assertThat(Comparison.differences(begunModel().observe(), driver.observe()))
                .containsExactly("only on the driver: Tally of stray: Opens=1");
        assertThat(Comparison.differences(driver.observe(), begunModel().observe()))
                .containsExactly("only on the model: Tally of stray: Opens=1");
    }

    @Test
    void tellsOfVolumesThatOnlyOneSideIsAttachedTo() {
        driver.begin(MACHINE);
        driver.perform(new SystemStep.Mount('C'));
        assertThat(Comparison.differences(begunModel().observe(), driver.observe()))
                .containsExactly("attached to no volume on the model, to C: on the driver");
    }

    @Test
    void doesNotCompareAfterAnInjectedFailure() {
        driver.showing(tally -> new Tally(tally.opens(), 7));
        var lockstep = begun();
        lockstep.perform(new SystemStep.FailAllocation(1));
        lockstep.perform(OPEN);
        assertThat(lockstep.observe()).isEqualTo(driver.observe());
        lockstep.begin(MACHINE);
        assertThatThrownBy(() -> lockstep.perform(OPEN)).isInstanceOf(DisagreementError.class);
    }

    @Test
    void refusesAnEndingThatTheModelDoesNotHave() {
        var lockstep = begun();
        lockstep.perform(OPEN);
        var threads = List.of(
                new ThreadSteps("A", List.of(WRITE)),
                new ThreadSteps("B", List.of(new FileStep.Write("a", 0, 1, Set.of()))));
        assertThat(lockstep.explore(threads, Bounds.DEFAULT).endings()).hasSize(1);
        driver.showing(tally -> new Tally(tally.opens(), tally.written() + 1));
        assertThatThrownBy(() -> lockstep.explore(threads, Bounds.DEFAULT))
                .isInstanceOf(DisagreementError.class)
                .hasMessageContainingAll(
                        "thread A (\"write a 0 100\") and thread B (\"write a 0 1\")",
                        "Written is 101 on the model, 102 on the driver");
    }

    private Lockstep begun() {
        var lockstep = new Lockstep(model, driver);
        lockstep.begin(MACHINE);
        return lockstep;
    }

    private FakeSide begunModel() {
        model.begin(MACHINE);
        return model;
    }

    private static Step open(String name) {
        return new OpeningStep.Open(name, "C:\\log.txt", Set.of(), Optional.empty());
    }
}
