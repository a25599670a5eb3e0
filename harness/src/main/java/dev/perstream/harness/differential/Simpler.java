package dev.perstream.harness.differential;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Simpler forms of steps and machines, each in one respect, the simplest first. */
final class Simpler {

    private static final List<Long> NUMBERS = List.of(0L, 1L, 16L, 100L);

    private Simpler() {}

    /** Simpler forms of a step; none if there is nothing to leave out. */
    static List<Step> forms(Step step) {
        if (step instanceof OpeningStep.Open open) {
            return opens(open);
        }
        if (step instanceof FileStep.Read read) {
            return Stream.of(
                            subsets(read.options(), IoOption.class).stream()
                                    .map(set -> new FileStep.Read(read.name(), read.offset(), read.length(), set)),
                            below(read.offset())
                                    .map(offset ->
                                            new FileStep.Read(read.name(), offset, read.length(), read.options())),
                            below(read.length())
                                    .map(length ->
                                            new FileStep.Read(read.name(), read.offset(), length, read.options())))
                    .<Step>flatMap(forms -> forms)
                    .toList();
        }
        if (step instanceof FileStep.Write write) {
            return Stream.of(
                            subsets(write.options(), IoOption.class).stream()
                                    .map(set -> new FileStep.Write(write.name(), write.offset(), write.length(), set)),
                            below(write.offset())
                                    .map(offset ->
                                            new FileStep.Write(write.name(), offset, write.length(), write.options())),
                            below(write.length())
                                    .map(length ->
                                            new FileStep.Write(write.name(), write.offset(), length, write.options())))
                    .<Step>flatMap(forms -> forms)
                    .toList();
        }
        return others(step).toList();
    }

    private static List<Step> opens(OpeningStep.Open open) {
        var forms = new ArrayList<Step>();
        if (open.transaction().isPresent()) {
            forms.add(new OpeningStep.Open(open.name(), open.path(), open.options(), Optional.empty()));
        }
        subsets(open.options(), OpenOption.class)
                .forEach(set -> forms.add(new OpeningStep.Open(open.name(), open.path(), set, open.transaction())));
        return forms;
    }

    private static Stream<Step> others(Step step) {
        if (step instanceof FileStep.Rename rename && rename.replace()) {
            return Stream.of(new FileStep.Rename(rename.name(), rename.path(), false));
        }
        if (step instanceof FileStep.Link link && link.replace()) {
            return Stream.of(new FileStep.Link(link.name(), link.path(), false));
        }
        if (step instanceof FileStep.Delete delete && delete.posix()) {
            return Stream.of(new FileStep.Delete(delete.name(), false));
        }
        if (step instanceof FileStep.Security security && security.set()) {
            return Stream.of(new FileStep.Security(security.name(), false));
        }
        if (step instanceof SystemStep.Dismount dismount && dismount.lock()) {
            return Stream.of(new SystemStep.Dismount(dismount.volume(), false));
        }
        return numbers(step);
    }

    private static Stream<Step> numbers(Step step) {
        if (step instanceof FileStep.Truncate truncate) {
            return below(truncate.size()).map(size -> new FileStep.Truncate(truncate.name(), size));
        }
        if (step instanceof FileStep.Allocate allocate) {
            return below(allocate.size()).map(size -> new FileStep.Allocate(allocate.name(), size));
        }
        if (step instanceof FileStep.Lock lock) {
            return below(lock.offset())
                    .map(offset -> new FileStep.Lock(lock.name(), offset, lock.length(), lock.shared()));
        }
        return step instanceof SystemStep.Pass pass && pass.time().toMillis() > 1
                ? Stream.of(new SystemStep.Pass(Duration.ofMillis(1)))
                : Stream.empty();
    }

    private static Stream<Long> below(long number) {
        return NUMBERS.stream().filter(simpler -> simpler < number);
    }

    /** The set without one of its elements, for each; the empty one first. */
    private static <E extends Enum<E>> List<Set<E>> subsets(Set<E> set, Class<E> type) {
        var forms = new ArrayList<Set<E>>();
        if (set.size() > 1) {
            forms.add(Set.of());
        }
        for (var element : type.getEnumConstants()) {
            if (set.contains(element)) {
                var without = EnumSet.copyOf(set);
                without.remove(element);
                forms.add(without);
            }
        }
        return forms;
    }

    /** Simpler machines for the same steps. */
    static List<Declarations> forms(Declarations machine) {
        var forms = new ArrayList<Declarations>();
        for (var i = 0; i < machine.volumes().size(); i++) {
            if (machine.volumes().size() > 1) {
                var fewer = new ArrayList<>(machine.volumes());
                fewer.remove(i);
                forms.add(with(machine, fewer));
            }
            for (var form : forms(machine.volumes().get(i))) {
                var volumes = new ArrayList<>(machine.volumes());
                volumes.set(i, form);
                forms.add(with(machine, volumes));
            }
        }
        return forms;
    }

    private static List<VolumeDeclaration> forms(VolumeDeclaration volume) {
        var forms = new ArrayList<VolumeDeclaration>();
        for (var behaviours : subsets(volume.behaviours(), VolumeBehaviour.class)) {
            forms.add(new VolumeDeclaration(volume.letter(), volume.fileSystem(), behaviours));
        }
        if (volume.fileSystem() != FileSystem.NTFS) {
            forms.add(new VolumeDeclaration(volume.letter(), FileSystem.NTFS, volume.behaviours()));
        }
        return forms;
    }

    private static Declarations with(Declarations machine, List<VolumeDeclaration> volumes) {
        return new Declarations(machine.windows(), machine.filter(), machine.failsOperations(), volumes);
    }
}
