package dev.perstream.harness.driver;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.build.WindowsRelease;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the drivers of filters. What was compiled once is kept in the cache of {@link Simulator}, so that sources that have
 * not changed are not compiled again.
 *
 * @param simulator what they are built for
 * @param base the project's folder, to which the folders of drivers are relative
 */
public record DriverImages(Simulator simulator, Path base) {

    /** With the C compiler of this machine; a problem of kind {@code TOOLCHAIN} where it has none. */
    public static Attempt<DriverImages> ofThisMachine(Path base) {
        return Simulator.ofThisMachine().map(simulator -> new DriverImages(simulator, base));
    }

    /** One of the filter's drivers, from its generated sources and the author's. */
    public Attempt<Driver> build(FilterDefinition definition, DriverModel model) {
        var folders = definition.drivers().get(model);
        if (folders == null) {
            return refused("the schema of " + definition.name() + " has no " + model.key() + " driver; it has "
                    + definition.drivers().keySet().stream()
                            .map(DriverModel::key)
                            .sorted()
                            .toList());
        }
        var generated = base.resolve(folders.generated());
        if (!Files.isDirectory(generated)) {
            return refused("the sources of the " + model.key() + " driver of " + definition.name() + " are not there: "
                    + generated + " does not exist. Generate them: mvn generate-sources");
        }
        var hooks = base.resolve(folders.hooks());
        return build(
                definition,
                model,
                Stream.of(generated, hooks).filter(DriverImages::hasSources).toList());
    }

    private Attempt<Driver> build(FilterDefinition definition, DriverModel model, List<Path> folders) {
        return DriverSources.of(folders)
                .map(sources -> WindowsRelease.of(definition.windows())
                        .map(sources::withWindows)
                        .orElse(sources))
                .then(simulator::build)
                .map(image -> new Driver(definition, model, folders, image, simulator));
    }

    private static boolean hasSources(Path folder) {
        return DriverSources.of(List.of(folder)) instanceof Attempt.Done;
    }

    private static Attempt<Driver> refused(String message) {
        return Attempt.refused(new Problem(Problem.Kind.INPUT, message));
    }
}
