package dev.perstream.harness.driver;

import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.ContextBehaviour;
import dev.perstream.harness.model.ContextBehaviour.CreateWhen;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.toolchain.CacheFolder;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small drivers, built for the simulator of this build. */
final class TestDrivers {

    static final String FINGERPRINT = "0123456789abcdef".repeat(4);

    private static final Path SOURCES = Path.of("src/test/simulator/live");

    private TestDrivers() {}

    static Simulator simulator() {
        var path = Environment.ofThisProcess().searchPath();
        return Toolchain.find(path, new CacheFolder(Path.of("target/simulator")), Optional.of(CompilerKind.GCC), true)
                .then(Simulator::of)
                .orElseThrow();
    }

    static FilterDefinition definition(String fingerprint) {
        return definition(fingerprint, Mark.TYPES);
    }

    static FilterDefinition definition(String fingerprint, List<ContextType<Mark>> types) {
        return new FilterDefinition(
                "Test",
                fingerprint,
                "10.0.19041",
                types.stream().<ContextBehaviour<?>>map(TestDrivers::behaviour).toList(),
                Map.of());
    }

    static Driver driver(Simulator simulator, DriverModel model, String... macros) {
        var source = SOURCES.resolve(model.key() + ".c");
        var image = DriverSources.of(List.of(source))
                .map(sources -> sources.withDefinitions(List.of(macros)))
                .then(simulator::build)
                .orElseThrow();
        return new Driver(definition(FINGERPRINT), model, List.of(source), image, simulator);
    }

    private static ContextBehaviour<Mark> behaviour(ContextType<Mark> type) {
        return new ContextBehaviour<>(
                type, CreateWhen.FIRST_OPEN, false, (zero, event) -> zero, List.of(), List.of(), List.of());
    }
}
