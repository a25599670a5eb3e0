package dev.perstream.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.SampleFilters;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final DriverPlan plan = Planner.plan(SampleFilters.audit(), DriverModel.MINIFILTER);

    @Test
    void aCallbackIsPlannedForEachOperationThatTheSchemaUsesAndForNoOther() {
        assertThat(plan.callbacks())
                .extracting(Callback::operation)
                .containsExactly(Operation.CREATE, Operation.WRITE, Operation.SET_INFORMATION, Operation.CLEANUP);
    }

    @Test
    void s1_contextsOfAFileAreCreatedAfterTheCreateAndReferencedOnesFirst() {
        var create = callback(Operation.CREATE);

        assertThat(create.acquiredIn(Phase.BEFORE)).isEmpty();
        assertThat(create.acquiredIn(Phase.AFTER))
                .extracting(use -> use.context().name())
                .containsExactly("StreamState", "HandleState");
        assertThat(create.contexts())
                .allMatch(use -> use.acquisition() == Acquisition.FIND_OR_CREATE)
                .noneMatch(ContextUse::carried);
    }

    @Test
    void l1_aContextThatIsNeededAfterAWriteIsAcquiredBeforeItAndCarried() {
        var write = callback(Operation.WRITE);

        assertThat(write.acquiredIn(Phase.AFTER)).isEmpty();
        assertThat(write.contexts()).hasSize(1).allMatch(ContextUse::carried);
        assertThat(write.carried()).extracting(Context::name).containsExactly("StreamState");
    }

    @Test
    void n9_aRenameIsFollowedAfterItWhereTheContextIsAcquiredThenAndNotBefore() {
        var setInformation = callback(Operation.SET_INFORMATION);

        assertThat(setInformation.parts()).extracting(Part::operation).containsExactly(Operation.RENAME);
        assertThat(setInformation.acquiredIn(Phase.BEFORE)).isEmpty();
        assertThat(setInformation.acquiredIn(Phase.AFTER))
                .allMatch(use -> use.acquisition() == Acquisition.GET && !use.carried());
        assertThat(setInformation.parts().get(0).tracks(Phase.AFTER)).allMatch(TrackStep::onSuccess);
    }

    @Test
    void l14_cleanupIsTrackedBeforeItIsPassedDown() {
        var cleanup = callback(Operation.CLEANUP);

        assertThat(cleanup.runsIn(Phase.BEFORE)).isTrue();
        assertThat(cleanup.runsIn(Phase.AFTER)).isFalse();
    }

    @Test
    void hooksRunInThePartOfTheirOperationWithTheContextsThatTheyAskFor() {
        var part = callback(Operation.WRITE).parts().get(0);

        assertThat(part.hook(Phase.BEFORE))
                .hasValueSatisfying(hook ->
                        assertThat(hook.contexts()).extracting(Context::name).containsExactly("StreamState"));
        assertThat(part.hook(Phase.AFTER))
                .hasValueSatisfying(hook -> assertThat(hook.mayRunAtDispatch()).isTrue());
    }

    private Callback callback(Operation operation) {
        return plan.callback(operation).orElseThrow();
    }
}
