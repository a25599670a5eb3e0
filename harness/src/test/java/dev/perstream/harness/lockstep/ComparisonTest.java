package dev.perstream.harness.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.model.sample.HandleNote;
import dev.perstream.harness.model.sample.StreamNote;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told of contexts that refer to others. */
class ComparisonTest {

    private static final SystemTime NOW = new SystemTime(1);

    @Test
    void aDifferenceIsListedAtItsOwnContextAndNotAgainWhereOthersReferToIt() {
        assertThat(Comparison.differences(
                        observation(
                                stream(written(100), "a", "b"), handle(written(100), "a"), handle(written(100), "b")),
                        observation(stream(written(50), "a", "b"), handle(written(50), "a"), handle(written(50), "b"))))
                .containsExactly("StreamNote of a, b: Written is 100 on the model, 50 on the driver");
    }

    @Test
    void whatDiffersBesideAReferenceIsListed() {
        assertThat(Comparison.differences(
                        observation(stream(written(100), "a"), handle(written(100), 4, "a")),
                        observation(stream(written(50), "a"), handle(written(50), 8, "a"))))
                .containsExactly(
                        "StreamNote of a: Written is 100 on the model, 50 on the driver",
                        "HandleNote of a: Process is 4 on the model, 8 on the driver");
    }

    @Test
    void aDifferenceInAContextThatIsReachedOnlyThroughAReferenceIsListedThere() {
        assertThat(Comparison.differences(
                        observation(handle(written(100), "a")), observation(handle(written(50), "a"))))
                .containsExactly("HandleNote of a: Stream.Written is 100 on the model, 50 on the driver");
    }

    @Test
    void aReferenceToTheContextOfAnotherStreamIsListedThoughTheStreamsDoNotDiffer() {
        var streams = List.of(stream(written(100), "a"), stream(written(50), "b"));
        assertThat(Comparison.differences(
                        observation(streams.get(0), streams.get(1), handle(written(100), "a")),
                        observation(streams.get(0), streams.get(1), handle(written(50), "a"))))
                .containsExactly("HandleNote of a: Stream.Written is 100 on the model, 50 on the driver");
    }

    @Test
    void aReferenceToTheContextOfAnotherStreamIsListedBesideADifferenceOfTheStreams() {
        assertThat(Comparison.differences(
                        observation(stream(written(100), "a"), stream(written(7), "b"), handle(written(100), "a")),
                        observation(stream(written(50), "a"), stream(written(7), "b"), handle(written(7), "a"))))
                .containsExactly(
                        "StreamNote of a: Written is 100 on the model, 50 on the driver",
                        "HandleNote of a: Stream.Written is 100 on the model, 7 on the driver");
    }

    @Test
    void aReferenceToNothingIsListed() {
        assertThat(Comparison.differences(
                        observation(stream(written(0), "a"), handle(written(0), "a")),
                        observation(
                                stream(written(0), "a"),
                                observed(Attachment.STREAM_HANDLE, new HandleNote(Reference.none(), 4, 8), "a"))))
                .singleElement()
                .asString()
                .matches("HandleNote of a: Stream is StreamNote\\[.*] on the model, none on the driver");
    }

    private static StreamNote written(long bytes) {
        return new StreamNote("log", 1, 0, 0, bytes, NOW);
    }

    private static Observed stream(StreamNote note, String... from) {
        return observed(Attachment.STREAM, note, from);
    }

    private static Observed handle(StreamNote of, String from) {
        return handle(of, 4, from);
    }

    private static Observed handle(StreamNote of, long process, String from) {
        return observed(Attachment.STREAM_HANDLE, new HandleNote(Reference.to(of), process, 8), from);
    }

    private static Observed observed(Attachment attachment, ContextSnapshot snapshot, String... from) {
        return new Observed(attachment, new TreeSet<>(Set.of(from)), snapshot, 0);
    }

    private static Observation observation(Observed... contexts) {
        return new Observation(List.of(contexts), List.of('C'), NOW);
    }
}
