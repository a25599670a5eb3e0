package dev.perstream.harness.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.differential.Disagreement.Kind;
import dev.perstream.harness.differential.Shrinker.Shrunk;
import dev.perstream.harness.differential.TinySide.Defect;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsTestTest {

    private static final FilterDefinition TINY = DifferentialTest.TINY;
    private static final Disagreement ANY = new Disagreement(Kind.CONTEXTS, 0, List.of("Opens is 1, but 2"));

    private static String print(Sequence sequence) {
        var trial = new Trial(new TinySide(Defect.NONE), new TinySide(Defect.NONE));
        var tried = trial.run(sequence);
        var steps = sequence.steps().subList(0, tried.steps());
        return new AsTest(TINY, DriverModel.LEGACY)
                .print(12, new Shrunk(sequence.withSteps(steps), ANY), tried.expected());
    }

    private static Sequence sequence(List<VolumeDeclaration> volumes, Step... steps) {
        return new Sequence(new Declarations("10.0.19041", "Tiny", false, volumes), List.of(steps));
    }

    @Test
    void readsAsTheStoryItTells() {
        var volumes = List.of(
                new VolumeDeclaration('C', FileSystem.NTFS, Set.of()),
                new VolumeDeclaration('D', FileSystem.FAT, Set.of(VolumeBehaviour.KEEP_FCBS)));

        var text = print(sequence(
                volumes,
                new SystemStep.Load(),
                new SystemStep.Mount('C'),
                new SystemStep.Mount('D'),
                new SystemStep.BeginTransaction("t"),
                new OpeningStep.Open("a", "C:\\a.txt:s", Set.of(OpenOption.CREATE), Optional.of("t")),
                new FileStep.Write("a", 0, 16, Set.of(IoOption.PEND, IoOption.NO_CACHE)),
                new OpeningStep.Open("b", "D:\\none.txt", Set.of(OpenOption.EXISTING), Optional.empty()),
                new OpeningStep.Close("a"),
                new OpeningStep.Open("a", "D:", Set.of(), Optional.empty()),
                new SystemStep.Dismount('D', true),
                new FileStep.Rename("a", "D:\\b.txt", true)));

        assertThat(text).isEqualTo("""
                        package dev.perstream.harness.differential;

                        import dev.perstream.harness.Handle;
                        import dev.perstream.harness.Transaction;
                        import dev.perstream.harness.Volume;
                        import dev.perstream.harness.junit.FilterTest;
                        import dev.perstream.harness.world.FileSystem;
                        import dev.perstream.harness.world.IoOption;
                        import dev.perstream.harness.world.OpenOption;
                        import dev.perstream.harness.world.VolumeBehaviour;
                        import org.junit.jupiter.api.Test;

                        /** The model and the legacy driver do not agree. */
                        @FilterTest(TinyFilter.class)
                        class TinyDisagreementTest {

                            @Test
                            void modelAndDriverAgree(TinyFilter tiny) {
                                Volume volumeC = tiny.mount(FileSystem.NTFS);
                                Volume volumeD = tiny.mount(FileSystem.FAT, VolumeBehaviour.KEEP_FCBS);
                                Transaction t = tiny.beginTransaction();
                                Handle a = t.open(volumeC, "\\\\a.txt:s", OpenOption.CREATE);
                                a.write(0, 16, IoOption.NO_CACHE, IoOption.PEND);
                                tiny.attempt(() -> volumeD.open("\\\\none.txt", OpenOption.EXISTING)); // STATUS_OBJECT_NAME_NOT_FOUND
                                a.close();
                                Handle a2 = volumeD.openVolume();
                                volumeD.lockAndDismount();
                                a2.renameReplacing("\\\\b.txt");
                                // Opens is 1, but 2
                            }
                        }
                        """);
    }

    @Test
    void isRepeatedByItsSeedWhereTestsCannotBeginSo() {
        var text = print(sequence(
                List.of(new VolumeDeclaration('D', FileSystem.NTFS, Set.of())),
                new SystemStep.Load(),
                new SystemStep.Mount('D')));

        assertThat(text).contains("tiny.differential(12L, 1);").doesNotContain("mount(");
    }

    @Test
    void compilesWhateverTheSequence(@TempDir Path classes) {
        var sources = new TreeMap<String, String>();
        for (var seed = 0; seed < 60; seed++) {
            var random = Differential.between(
                            TINY, DriverModel.MINIFILTER, new TinySide(Defect.NONE), new TinySide(Defect.NONE))
                    .sequence(seed);
            var name = "TinyDisagreementTest" + seed;
            sources.put(
                    name,
                    print(AsTest.startingAsTestsDo(random)).replace("class TinyDisagreementTest", "class " + name));
        }

        assertThat(sources).allSatisfy((name, text) -> assertThat(text).contains("mount(FileSystem"));
        assertThat(InMemory.complaints(classes, Map.copyOf(sources))).isEmpty();
    }
}
