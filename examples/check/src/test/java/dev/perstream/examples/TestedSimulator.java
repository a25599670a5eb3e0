package dev.perstream.examples;

import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.toolchain.CacheFolder;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.nio.file.Path;
import java.util.Optional;

/** The simulator as the tests of the harness have built it: with GCC and sanitizers. */
public final class TestedSimulator {

    private static final Path CACHE = Path.of("../../harness/target/simulator");

    private TestedSimulator() {}

    /**
     * The simulator, built if it is not in the cache.
     *
     * @throws java.util.NoSuchElementException if there is no GCC
     */
    public static Simulator get() {
        var toolchain = Toolchain.find(
                        Environment.ofThisProcess().searchPath(),
                        new CacheFolder(CACHE),
                        Optional.of(CompilerKind.GCC),
                        true)
                .orElseThrow();
        return Simulator.of(toolchain).orElseThrow();
    }
}
