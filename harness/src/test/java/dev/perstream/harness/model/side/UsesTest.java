package dev.perstream.harness.model.side;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.sample.FileNote;
import dev.perstream.harness.model.sample.SampleFilter;
import dev.perstream.harness.model.sample.StreamNote;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.ThreadSteps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When contexts are used, and by whom in between. */
class UsesTest {

    private static final String LOG = "C:\\log.txt";

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void whatIsDiscardedBeforeAnOperationBeginsAnewWhereItIsUsedBehindIt(DriverModel model) {
        var story = Story.with(SampleFilter.withHooksAfterChanges(), model, FileSystem.NTFS)
                .opens("a", LOG);
        assertThat(stream(story).written()).isEqualTo(1);

        story.does(new FileStep.Touch("a"));

        assertThat(stream(story).written()).isZero();
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void aNameThatIsKeptLazilyIsAskedForBeforeACleanup(DriverModel model) {
        var story = Story.with(SampleFilter.withHooksAfterChanges(), model, FileSystem.NTFS)
                .opens("a", LOG)
                .opens("b", LOG);
        assertThat(stream(story).name()).isEmpty();

        story.closes("b");

        assertThat(stream(story).name()).endsWith("\\log.txt");
    }

    @Test
    void otherThreadsComeInBetweenTheContextsOfAnOperation() {
        var story = Story.with(SampleFilter.withLastThreads(), DriverModel.MINIFILTER, FileSystem.NTFS);
        var threads = List.of(
                new ThreadSteps("A", List.of(Story.open("a", LOG))),
                new ThreadSteps("B", List.of(Story.open("b", LOG))));

        var whole = story.side().explore(threads, Bounds.DEFAULT);
        var interrupted = story.side().exploreInterrupted(threads, 1);

        assertThat(whole.endings()).hasSize(2);
        assertThat(whole.endings()).allMatch(ending -> isOfOneThread(ending.observation()));
        assertThat(interrupted.complete()).isTrue();
        assertThat(interrupted.endings())
                .hasSize(4)
                .map(Possibilities.Ending::observation)
                .filteredOn(UsesTest::isOfOneThread)
                .hasSize(2);
        assertThat(story.side().observe().contexts()).isEmpty();
    }

    private static boolean isOfOneThread(Observation ending) {
        var stream =
                (StreamNote) ending.find(Attachment.STREAM, "a").orElseThrow().snapshot();
        var file = (FileNote) ending.find(Attachment.FILE, "a").orElseThrow().snapshot();
        return stream.name().equals(Long.toString(file.opens()));
    }

    private static StreamNote stream(Story story) {
        return story.context(StreamNote.class, Attachment.STREAM, "a");
    }
}
