package dev.perstream.harness.model.side;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.sample.SampleFilter;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens on a machine with the sample filter, told step by step. */
final class Story {

    private final ModelSide side;

    private Story(FilterDefinition definition, DriverModel model, VolumeDeclaration... volumes) {
        side = new ModelSide(definition, model);
        side.begin(new Declarations("10.0.19041", "Sample", false, List.of(volumes)));
    }

    /** A loaded minifilter and a volume C:. */
    static Story minifilter(FileSystem fileSystem, VolumeBehaviour... behaviours) {
        return with(SampleFilter.DEFINITION, DriverModel.MINIFILTER, fileSystem, behaviours);
    }

    /** A loaded legacy filter and a volume C:. */
    static Story legacy(FileSystem fileSystem, VolumeBehaviour... behaviours) {
        return with(SampleFilter.DEFINITION, DriverModel.LEGACY, fileSystem, behaviours);
    }

    static Story with(
            FilterDefinition definition, DriverModel model, FileSystem fileSystem, VolumeBehaviour... behaviours) {
        var story = new Story(definition, model, new VolumeDeclaration('C', fileSystem, Set.of(behaviours)));
        story.does(new SystemStep.Load());
        return story;
    }

    ModelSide side() {
        return side;
    }

    /** A step that succeeds. */
    Story does(Step step) {
        var result = side.perform(step);
        if (!result.succeeded()) {
            throw new AssertionError(step.line() + " came to " + result);
        }
        return this;
    }

    Story opens(String name, String path, OpenOption... options) {
        return does(open(name, path, options));
    }

    Story closes(String... names) {
        for (var name : names) {
            does(new OpeningStep.Close(name));
        }
        return this;
    }

    Story writes(String name, long length) {
        return does(new FileStep.Write(name, 0, length, Set.of()));
    }

    Story renames(String name, String path) {
        return does(new FileStep.Rename(name, path, false));
    }

    /** The outcome of a step that may fail. */
    NtStatus outcome(Step step) {
        return side.perform(step).status().orElseThrow(() -> new AssertionError(step.line() + " was skipped"));
    }

    static Step open(String name, String path, OpenOption... options) {
        return new OpeningStep.Open(name, path, Set.of(options), Optional.empty());
    }

    <T extends ContextSnapshot> T context(Class<T> type, Attachment attachment, String from) {
        return find(type, attachment, from).orElseThrow(() -> new AssertionError("none is reached from " + from));
    }

    <T extends ContextSnapshot> Optional<T> find(Class<T> type, Attachment attachment, String from) {
        return side.observe().find(attachment, from).map(Observed::snapshot).map(type::cast);
    }
}
