package dev.perstream.harness.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.fake.Tally;
import dev.perstream.harness.model.ContextBehaviour.CreateWhen;
import dev.perstream.harness.model.ContextBehaviour.Tracked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookModelTest {

    private static final ContextBehaviour<Tally> TALLIES = new ContextBehaviour<>(
            Tally.TYPE,
            CreateWhen.FIRST_OPEN,
            false,
            (zero, event) -> zero,
            List.of(new Tracked<>(
                    Operation.WRITE,
                    Phase.AFTER,
                    (tally, event) -> Effect.kept(new Tally(tally.opens(), tally.written() + 1)))),
            List.of(),
            List.of(new ContextBehaviour.Use(Operation.WRITE, Phase.AFTER, false)));

    private static final FilterDefinition FILTER =
            new FilterDefinition("Tally", "0".repeat(64), "10.0.19041", List.of(TALLIES), Map.of());

    @Test
    void whatAHookDoesComesAfterTheStatementsOfTheSchema() {
        var hooked = FILTER.with(hooks -> hooks.on(
                Tally.TYPE,
                Operation.WRITE,
                Phase.AFTER,
                (tally, event) -> new Tally(tally.opens(), tally.written() * 10)));
        var tracks = hooked.contexts().get(0).tracks();
        assertThat(tracks).hasSize(2).first().isEqualTo(TALLIES.tracks().get(0));
        assertThat(tracks.get(1).operation()).isEqualTo(Operation.WRITE);
        assertThat(tracks.get(1).phase()).isEqualTo(Phase.AFTER);
    }

    @Test
    void aFilterWithoutHooksStaysAsItIs() {
        assertThat(FILTER.with(hooks -> {})).isEqualTo(FILTER);
    }

    @Test
    void aHookThatIsNotHandedTheContextCannotChangeIt() {
        assertThatThrownBy(() -> FILTER.with(
                        hooks -> hooks.on(Tally.TYPE, Operation.READ, Phase.AFTER, (tally, event) -> tally)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no hook of read is handed a Tally; the section operations of the schema says which are");
    }

    @Test
    void aContextOfAnotherFilterIsRefused() {
        var other = ContextType.<Tally>named("Other", Attachment.STREAM, "Othr").madeBy(values -> new Tally(0, 0));
        assertThatThrownBy(() ->
                        FILTER.with(hooks -> hooks.on(other, Operation.WRITE, Phase.AFTER, (tally, event) -> tally)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the filter has no context Other");
    }
}
