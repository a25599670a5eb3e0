package dev.perstream.harness.model.side;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.sample.FileNote;
import dev.perstream.harness.model.sample.HandleNote;
import dev.perstream.harness.model.sample.SampleFilter;
import dev.perstream.harness.model.sample.StreamNote;
import dev.perstream.harness.model.sample.TransactionNote;
import dev.perstream.harness.model.sample.VolumeCounts;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import dev.perstream.harness.world.VolumeBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelSideTest {

    private static final String LOG = "C:\\log.txt";

    // --- Contexts of files

    @Test
    void twoHandlesShareTheContextsOfStreamAndFile() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).opens("b", "C:\\LOG.TXT");

        assertThat(stream(story, "a")).isSameAs(stream(story, "b"));
        assertThat(stream(story, "a").opens()).isEqualTo(2);
        assertThat(file(story, "b").opens()).isEqualTo(2);
        assertThat(handle(story, "a").stream().value()).containsSame(stream(story, "a"));
    }

    @Test
    void namesAreThoseOfTheVolumeInTheCaseInWhichTheyAreKept() {
        var story = Story.minifilter(FileSystem.NTFS)
                .opens("d", "C:\\Dir", OpenOption.DIRECTORY)
                .opens("a", "C:\\dir\\File.txt")
                .opens("b", "C:\\DIR\\FILE.TXT:Notes:$DATA");

        assertThat(stream(story, "a").name()).isEqualTo("\\Device\\HarddiskVolume1\\Dir\\File.txt");
        assertThat(stream(story, "b").name()).isEqualTo("\\Device\\HarddiskVolume1\\Dir\\File.txt:Notes");
        assertThat(stream(story, "d").name()).isEqualTo("\\Device\\HarddiskVolume1\\Dir");
    }

    @Test
    void remoteFilesAreNamedByTheirShare() {
        var story = Story.minifilter(FileSystem.REDIRECTOR).opens("a", LOG);

        assertThat(stream(story, "a").name()).isEqualTo("\\Device\\LanmanRedirector\\server\\share\\log.txt");
    }

    @Test
    void alternateStreamsHaveAContextOfTheirOwnAndShareTheFiles() {
        var story = Story.minifilter(FileSystem.NTFS)
                .opens("a", LOG)
                .opens("b", LOG + ":notes")
                .opens("c", LOG + "::$DATA");

        assertThat(stream(story, "b")).isNotSameAs(stream(story, "a"));
        assertThat(stream(story, "c")).isSameAs(stream(story, "a"));
        assertThat(file(story, "b")).isSameAs(file(story, "a"));
    }

    @Test
    void whereTheFileSystemHasNoFileContextsOnlyTheFilterManagerKeepsThem() {
        var legacy = Story.legacy(FileSystem.FAT).opens("a", LOG);
        var minifilter = Story.minifilter(FileSystem.FAT).opens("a", LOG);

        assertThat(stream(legacy, "a").opens()).isEqualTo(1);
        assertThat(legacy.find(FileNote.class, Attachment.FILE, "a")).isEmpty();
        assertThat(file(minifilter, "a").opens()).isEqualTo(1);
        minifilter.closes("a");
        assertThat(kinds(minifilter)).containsExactly(Attachment.INSTANCE);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void aFileSystemWithoutSupportHasNoContextsOfFiles(DriverModel model) {
        var story = Story.with(SampleFilter.DEFINITION, model, FileSystem.PLAIN).opens("a", LOG);

        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void pagingFilesAndVolumesHaveNoContextsOfFiles(DriverModel model) {
        var story = Story.with(SampleFilter.DEFINITION, model, FileSystem.NTFS)
                .opens("p", "C:\\pagefile.sys", OpenOption.PAGING_FILE)
                .opens("v", "C:");

        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @Test
    void aFailedOpenLeavesNothing() {
        var story = Story.minifilter(FileSystem.NTFS);

        assertThat(story.outcome(Story.open("a", LOG, OpenOption.EXISTING))).isEqualTo(NtStatus.OBJECT_NAME_NOT_FOUND);
        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void anOpenThatFailsAndThatOfAVolumeOfferNoName(DriverModel model) {
        var story = Story.with(SampleFilter.withLastOpened(), model, FileSystem.NTFS)
                .opens("a", LOG)
                .opens("v", "C:");

        story.outcome(Story.open("b", "C:\\missing.txt", OpenOption.EXISTING));

        assertThat(volume(story).name()).isEqualTo("\\Device\\HarddiskVolume1\\log.txt");
    }

    @Test
    void contextsGoWithTheLastCloseAndBeginAnewWithTheNextOpen() {
        var story = Story.minifilter(FileSystem.NTFS)
                .opens("a", LOG)
                .opens("b", LOG)
                .closes("a");
        assertThat(stream(story, "b").cleanups()).isEqualTo(1);
        assertThat(stream(story, "b").closes()).isEqualTo(1);

        story.closes("b");
        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);

        story.opens("a", LOG);
        assertThat(stream(story, "a").opens()).isEqualTo(1);
    }

    @Test
    void aLegacyFilterDoesNotReachStreamsInAClose() {
        var story =
                Story.legacy(FileSystem.NTFS).opens("a", LOG).opens("b", LOG).closes("a");

        assertThat(stream(story, "b").closes()).isZero();
        assertThat(volume(story).closes()).isEqualTo(1);
    }

    @Test
    void aHeldFileObjectIsClosedLater() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG);
        story.does(new OpeningStep.Hold("a")).closes("a");

        assertThat(stream(story, "a").cleanups()).isEqualTo(1);
        assertThat(stream(story, "a").closes()).isZero();

        story.does(new OpeningStep.Release("a"));
        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @Test
    void whatTheFileSystemKeepsKeepsItsContextUntilThePurge() {
        var story = Story.minifilter(FileSystem.NTFS, VolumeBehaviour.KEEP_FCBS)
                .opens("a", LOG)
                .closes("a");
        assertThat(story.context(StreamNote.class, Attachment.STREAM, "C: kept").opens())
                .isEqualTo(1);

        story.opens("a", LOG);
        assertThat(stream(story, "a").opens()).isEqualTo(2);

        story.closes("a").does(new SystemStep.Purge('C'));
        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @Test
    void theCacheKeepsFileObjectsAndTheirHandlesContexts() {
        var story = Story.minifilter(FileSystem.NTFS, VolumeBehaviour.KEEP_FILE_OBJECTS)
                .opens("a", LOG)
                .writes("a", 10)
                .closes("a");

        assertThat(kinds(story))
                .containsExactly(Attachment.INSTANCE, Attachment.FILE, Attachment.STREAM, Attachment.STREAM_HANDLE);
        story.does(new SystemStep.Purge('C'));
        assertThat(volume(story).counts()).containsExactly(1L, 1L, 1L);
        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @Test
    void theFileSystemsOwnFileObjectsReachStreamsAndAreNotTracked() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).does(new OpeningStep.StreamFile("s", "a"));

        assertThat(stream(story, "s")).isSameAs(stream(story, "a"));
        assertThat(story.find(HandleNote.class, Attachment.STREAM_HANDLE, "s")).isEmpty();
        story.closes("s");
        assertThat(stream(story, "a").closes()).isZero();
        assertThat(volume(story).closes()).isEqualTo(1);
    }

    @Test
    void whatComesWithTheFirstUseIsThereFromThenOn() {
        var story = Story.with(SampleFilter.onFirstWrite(), DriverModel.MINIFILTER, FileSystem.NTFS)
                .opens("a", LOG);
        assertThat(kinds(story)).isEmpty();

        story.writes("a", 7);
        assertThat(stream(story, "a").written()).isEqualTo(7);
    }

    // --- Names

    @Test
    void aRenameIsFollowed() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).renames("a", "C:\\new.txt");

        assertThat(stream(story, "a").name()).isEqualTo("\\Device\\HarddiskVolume1\\new.txt");
    }

    @Test
    void aRenameThatFailsChangesNothing() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).opens("b", "C:\\other.txt");

        assertThat(story.outcome(new FileStep.Rename("a", "C:\\other.txt", false)))
                .isEqualTo(NtStatus.OBJECT_NAME_COLLISION);
        assertThat(stream(story, "a").name()).endsWith("\\log.txt");
    }

    @Test
    void aRenameOpensTheFolderOfItsTarget() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).renames("a", "C:\\new.txt");

        assertThat(volume(story).counts()).containsExactly(2L, 1L, 1L);
        assertThat(volume(story).changes()).isEqualTo(1);
    }

    @Test
    void aLazyNameFollowsTheFolderWhenItIsUsedNext() {
        var story = Story.minifilter(FileSystem.NTFS)
                .opens("d", "C:\\old", OpenOption.DIRECTORY)
                .opens("a", "C:\\old\\log.txt");
        story.does(new OpeningStep.Hold("a")).closes("a");
        story.renames("d", "C:\\new");
        assertThat(stream(story, "a").name()).endsWith("\\old\\log.txt");

        story.opens("b", "C:\\new\\log.txt");
        assertThat(stream(story, "b").name()).endsWith("\\new\\log.txt");
    }

    @Test
    void aHardLinkReachesTheSameContexts() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG);
        story.does(new FileStep.Link("a", "C:\\alias.txt", false)).opens("b", "C:\\alias.txt");

        assertThat(stream(story, "b").opens()).isEqualTo(1);
        assertThat(file(story, "b").opens()).isEqualTo(2);
    }

    @Test
    void aDiscardedContextLivesOnForThoseWhoReferToIt() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).writes("a", 5);
        story.does(new FileStep.Link("a", "C:\\alias.txt", false));

        assertThat(story.find(StreamNote.class, Attachment.STREAM, "a")).isEmpty();
        assertThat(handle(story, "a").stream().value()).map(StreamNote::written).contains(5L);
    }

    @Test
    void aNameThatIsUsedAgainSoonIsWhatItWas() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", "C:\\Log.txt", OpenOption.DELETE_ON_CLOSE);
        story.closes("a").opens("a", "C:\\LOG.TXT");
        assertThat(stream(story, "a").name()).endsWith("\\Log.txt");

        story.does(new FileStep.Delete("a", false)).closes("a").does(new SystemStep.Pass(Duration.ofSeconds(16)));
        story.opens("a", "C:\\LOG.TXT");
        assertThat(stream(story, "a").name()).endsWith("\\LOG.TXT");
    }

    // --- Volumes

    @Test
    void aMountBringsTheFilterToTheVolume() {
        var story = Story.minifilter(FileSystem.NTFS);
        assertThat(story.side().observe().attachedTo()).isEmpty();

        story.does(new SystemStep.Mount('C'));
        assertThat(story.side().observe().attachedTo()).containsExactly('C');
        assertThat(volume(story).name()).isEqualTo("\\Device\\HarddiskVolume1");
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void aFilterThatIsLoadedLateComesToWhatIsMounted(DriverModel model) {
        var story = Story.with(SampleFilter.DEFINITION, model, FileSystem.NTFS).opens("a", LOG);
        story.does(new SystemStep.Unload()).does(new SystemStep.Load());

        assertThat(story.side().observe().attachedTo()).containsExactly('C');
        assertThat(story.find(StreamNote.class, Attachment.STREAM, "a")).isEmpty();
    }

    @Test
    void aDismountTakesEffectWithTheLastClose() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).does(new SystemStep.Dismount('C', false));
        assertThat(story.side().observe().attachedTo()).isEmpty();
        assertThat(stream(story, "a").opens()).isEqualTo(1);
        assertThat(story.outcome(new FileStep.Flush("a"))).isEqualTo(new NtStatus(0xC000026E));

        story.opens("b", LOG);
        assertThat(stream(story, "b")).isNotSameAs(stream(story, "a"));
        assertThat(volume(story).creates()).isEqualTo(1);
        story.closes("a", "b");
        assertThat(kinds(story)).containsExactly(Attachment.INSTANCE);
    }

    @Test
    void aLockNeedsAVolumeThatNobodyElseUses() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG);

        assertThat(story.outcome(new SystemStep.Dismount('C', true))).isEqualTo(NtStatus.ACCESS_DENIED);
        story.closes("a").does(new SystemStep.Dismount('C', true));
        assertThat(story.side().observe().attachedTo()).isEmpty();
    }

    @Test
    void aDetachedMinifilterHasNothingOnTheVolumeAndBeginsAnew() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG).does(new SystemStep.Detach('C'));
        assertThat(kinds(story)).isEmpty();

        story.does(new SystemStep.Attach('C')).opens("b", LOG);
        assertThat(stream(story, "a").opens()).isEqualTo(1);
        assertThat(story.find(HandleNote.class, Attachment.STREAM_HANDLE, "a")).isEmpty();
    }

    @Test
    void aLegacyFilterIsNotDetachedByHand() {
        var story = Story.legacy(FileSystem.NTFS).does(new SystemStep.Mount('C'));

        assertThat(story.side().perform(new SystemStep.Detach('C')).status()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void anUnloadedFilterLeavesNothing(DriverModel model) {
        var story = Story.with(SampleFilter.DEFINITION, model, FileSystem.NTFS)
                .opens("a", LOG)
                .does(new SystemStep.Unload());

        assertThat(kinds(story)).isEmpty();
        assertThat(story.side().observe().attachedTo()).isEmpty();
    }

    @Test
    void onlyALegacyFilterHearsOfAShutdownOfVolumesThatAreNotRemote() {
        var legacy = Story.legacy(FileSystem.NTFS).opens("a", LOG).does(new SystemStep.Shutdown());
        var minifilter = Story.minifilter(FileSystem.NTFS).opens("a", LOG).does(new SystemStep.Shutdown());
        var remote = Story.minifilter(FileSystem.REDIRECTOR).does(new SystemStep.Shutdown());

        assertThat(volume(legacy).shutdowns()).isEqualTo(1);
        assertThat(volume(minifilter).shutdowns()).isZero();
        assertThat(volume(remote).shutdowns()).isEqualTo(1);
    }

    // --- Requests

    @Test
    void attributesThatAreAskedForByPathAreAnOpenOnlyForALegacyFilter() {
        var legacy = Story.legacy(FileSystem.NTFS).opens("a", LOG).does(new OpeningStep.QueryOpen(LOG));
        var minifilter = Story.minifilter(FileSystem.NTFS).opens("a", LOG).does(new OpeningStep.QueryOpen(LOG));

        assertThat(volume(legacy).counts()).containsExactly(2L, 1L, 1L);
        assertThat(volume(minifilter).counts()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void fastIoThatIsRefusedIsSeenByAMinifilterOnly() {
        var read = new FileStep.Read("a", 0, 10, Set.of(IoOption.FAST));
        var legacy = Story.legacy(FileSystem.NTFS).opens("a", LOG);
        var minifilter = Story.minifilter(FileSystem.NTFS).opens("a", LOG);

        assertThat(legacy.outcome(read)).isEqualTo(NtStatus.END_OF_FILE);
        assertThat(minifilter.outcome(read)).isEqualTo(NtStatus.END_OF_FILE);
        assertThat(volume(legacy).reads()).isEqualTo(1);
        assertThat(volume(minifilter).reads()).isEqualTo(2);
    }

    @Test
    void aFolderIsReadQueryByQuery() {
        var story = Story.minifilter(FileSystem.NTFS).opens("d", "C:\\dir", OpenOption.DIRECTORY);
        story.does(new FileStep.ListFolder("d", "*", false));
        assertThat(volume(story).lists()).isEqualTo(2);

        assertThat(story.outcome(new FileStep.ListFolder("d", "nothing", false)))
                .isEqualTo(NtStatus.SUCCESS);
        story.opens("e", "C:\\dir", OpenOption.DIRECTORY);
        assertThat(story.outcome(new FileStep.ListFolder("e", "nothing", false)))
                .isEqualTo(new NtStatus(0xC000000F));
    }

    @Test
    void timeIsTheClocksLastTick() {
        var story = Story.minifilter(FileSystem.NTFS);
        var start = story.side().observe().time();
        story.does(new SystemStep.Pass(Duration.ofMillis(20))).opens("a", LOG);

        assertThat(story.side().observe().time()).isEqualTo(start.plus(Duration.ofMillis(20)));
        assertThat(stream(story, "a").firstOpened().ticks() % 156_250).isZero();
        assertThat(stream(story, "a").firstOpened()).isBetween(start, start.plus(Duration.ofMillis(20)));
    }

    // --- Transactions

    @Test
    void aTransactionsContextLivesUntilItEnds() {
        var story = Story.minifilter(FileSystem.NTFS).does(new SystemStep.BeginTransaction("t"));
        story.does(new OpeningStep.Open("a", LOG, Set.of(), Optional.of("t")));
        story.does(new OpeningStep.Open("b", LOG, Set.of(), Optional.of("t")));
        assertThat(story.context(TransactionNote.class, Attachment.TRANSACTION, "t")
                        .opens())
                .isEqualTo(2);

        story.does(new SystemStep.Commit("t"));
        assertThat(story.find(TransactionNote.class, Attachment.TRANSACTION, "t"))
                .isEmpty();
        assertThat(story.outcome(new SystemStep.Rollback("t")).isSuccess()).isFalse();
    }

    @Test
    void aTransactionsContextOutlivesADismountUntilTheLastClose() {
        var story = Story.minifilter(FileSystem.NTFS).does(new SystemStep.BeginTransaction("t"));
        story.does(new OpeningStep.Open("a", LOG, Set.of(), Optional.of("t")));

        story.does(new SystemStep.Dismount('C', false));
        assertThat(story.context(TransactionNote.class, Attachment.TRANSACTION, "t")
                        .opens())
                .isEqualTo(1);

        story.closes("a");
        assertThat(story.find(TransactionNote.class, Attachment.TRANSACTION, "t"))
                .isEmpty();
    }

    @Test
    void nothingIsOpenedInATransactionThatHasEnded() {
        var story = Story.minifilter(FileSystem.NTFS)
                .does(new SystemStep.BeginTransaction("t"))
                .does(new SystemStep.Rollback("t"));

        assertThat(story.outcome(new OpeningStep.Open("a", LOG, Set.of(), Optional.of("t"))))
                .isEqualTo(new NtStatus(0xC0190003));

        assertThat(story.find(TransactionNote.class, Attachment.TRANSACTION, "t"))
                .isEmpty();
    }

    // --- Threads

    @Test
    void allOrdersOfWholeStepsAreTried() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG);
        var threads = List.of(
                new ThreadSteps("A", List.of(new OpeningStep.Close("a"))),
                new ThreadSteps("B", List.of(Story.open("b", LOG), new OpeningStep.Close("b"))));

        var tried = story.side().explore(threads, Bounds.DEFAULT);

        assertThat(tried.runs()).isEqualTo(3);
        assertThat(tried.complete()).isTrue();
        assertThat(tried.endings()).hasSize(1);
        assertThat(stream(story, "a").opens()).isEqualTo(1);
    }

    @Test
    void endingsThatDifferAreAllTold() {
        var story = Story.minifilter(FileSystem.NTFS).opens("a", LOG);
        var threads = List.of(
                new ThreadSteps("A", List.of(new OpeningStep.Close("a"))),
                new ThreadSteps("B", List.of(Story.open("b", LOG))));

        assertThat(story.side().explore(threads, Bounds.DEFAULT).endings())
                .extracting(ending -> ((StreamNote) ending.observation()
                                .find(Attachment.STREAM, "b")
                                .orElseThrow()
                                .snapshot())
                        .opens())
                .containsExactlyInAnyOrder(1L, 2L);
    }

    private static StreamNote stream(Story story, String handle) {
        return story.context(StreamNote.class, Attachment.STREAM, handle);
    }

    private static FileNote file(Story story, String handle) {
        return story.context(FileNote.class, Attachment.FILE, handle);
    }

    private static HandleNote handle(Story story, String handle) {
        return story.context(HandleNote.class, Attachment.STREAM_HANDLE, handle);
    }

    private static VolumeCounts volume(Story story) {
        return story.context(VolumeCounts.class, Attachment.INSTANCE, "C:");
    }

    private static List<Attachment> kinds(Story story) {
        return story.side().observe().contexts().stream()
                .map(Observed::attachment)
                .toList();
    }
}
