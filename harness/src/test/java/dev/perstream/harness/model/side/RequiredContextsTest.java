package dev.perstream.harness.model.side;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.sample.FileNote;
import dev.perstream.harness.model.sample.SampleFilter;
import dev.perstream.harness.model.sample.StreamNote;
import dev.perstream.harness.model.sample.VolumeCounts;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeBehaviour;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of opens that fail for want of a context. */
class RequiredContextsTest {

    private static final String LOG = "C:\\log.txt";

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void anOpenFailsWhereTheFileSystemHasNoContexts(DriverModel model) {
        var story = on(model, FileSystem.PLAIN);

        assertThat(story.outcome(Story.open("a", LOG))).isEqualTo(NtStatus.NOT_SUPPORTED);

        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
        assertThat(story.side().perform(new FileStep.Write("a", 0, 10, Set.of())))
                .isEqualTo(StepResult.SKIPPED);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void whatTheOpenHasMadeStays(DriverModel model) {
        var story = on(model, FileSystem.PLAIN);

        assertThat(story.outcome(Story.open("a", LOG, OpenOption.CREATE))).isEqualTo(NtStatus.NOT_SUPPORTED);

        story.does(new SystemStep.Unload()).opens("a", LOG, OpenOption.EXISTING);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void theFilterSeesNoCleanupAndNoClose(DriverModel model) {
        var story = on(model, FileSystem.PLAIN);

        story.outcome(Story.open("a", LOG));

        var counts = story.context(VolumeCounts.class, Attachment.INSTANCE, "C:");
        assertThat(counts.creates()).isEqualTo(1);
        assertThat(counts.cleanups()).isZero();
        assertThat(counts.closes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void aFileThatWasToGoWithItsCloseIsGone(DriverModel model) {
        var story = on(model, FileSystem.PLAIN);

        story.outcome(Story.open("a", LOG, OpenOption.DELETE_ON_CLOSE));

        story.does(new SystemStep.Unload());
        assertThat(story.outcome(Story.open("a", LOG, OpenOption.EXISTING))).isEqualTo(NtStatus.OBJECT_NAME_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void theVolumeAndPagingFilesAreOpenedAllTheSame(DriverModel model) {
        on(model, FileSystem.PLAIN).opens("v", "C:");
        on(model, FileSystem.FAT).opens("p", "C:\\pagefile.sys", OpenOption.PAGING_FILE);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void whatWasOpenBeforeTheFilterCameIsRenamedOnlyWithinItsFolder(DriverModel model) {
        var story = on(model, FileSystem.PLAIN)
                .does(new SystemStep.Unload())
                .opens("a", LOG)
                .does(new SystemStep.Load());

        assertThat(story.outcome(new FileStep.Rename("a", "C:\\new.txt", false)))
                .isEqualTo(NtStatus.NOT_SUPPORTED);

        story.renames("a", "new.txt");
    }

    @Test
    void theFilterManagerKeepsWhatTheFileSystemHasNoPlaceFor() {
        var story = on(DriverModel.MINIFILTER, FileSystem.FAT).opens("a", LOG);

        assertThat(story.context(FileNote.class, Attachment.FILE, "a").opens()).isEqualTo(1);
    }

    @Test
    void whatWasHadBeforeStaysWithAKeptStreamAsItWasCreated() {
        var story = on(DriverModel.LEGACY, FileSystem.FAT, VolumeBehaviour.KEEP_FCBS);

        assertThat(story.outcome(Story.open("a", LOG))).isEqualTo(NtStatus.NOT_SUPPORTED);

        assertThat(story.context(StreamNote.class, Attachment.STREAM, "C: kept").opens())
                .isZero();
        assertThat(kinds(story)).containsExactlyInAnyOrder(Attachment.STREAM, Attachment.INSTANCE);
    }

    private static Story on(DriverModel model, FileSystem fileSystem, VolumeBehaviour... behaviours) {
        return Story.with(SampleFilter.withFileContextsOnly(), model, fileSystem, behaviours);
    }

    private static List<Attachment> kinds(Story story) {
        return story.side().observe().contexts().stream()
                .map(Observed::attachment)
                .toList();
    }
}
