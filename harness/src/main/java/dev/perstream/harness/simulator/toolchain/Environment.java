package dev.perstream.harness.simulator.toolchain;

import dev.perstream.harness.simulator.process.SearchPath;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is read from the environment of this process.
 *
 * @param variables its variables
 * @param home the user's folder
 * @param system the operating system's name
 */
public record Environment(Map<String, String> variables, Path home, String system) {

    /** Names the cache's folder. */
    public static final String CACHE_VARIABLE = "PERSTREAM_CACHE";

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment as it is now. All else in the harness is handed one, so that tests can hand it another. */
    public static Environment ofThisProcess() {
        return new Environment(
                System.getenv(), Path.of(System.getProperty("user.home", ".")), System.getProperty("os.name", ""));
    }

    /** Where programs are looked for: the folders of {@code PATH}; none if it is not set. */
    public SearchPath searchPath() {
        return SearchPath.of(variables.getOrDefault("PATH", ""));
    }

    /** Where results are kept: the named folder, or Perstream's in the user's cache. */
    public CacheFolder cache() {
        return new CacheFolder(
                variable(CACHE_VARIABLE).orElseGet(() -> userCache().resolve("perstream")));
    }

    private Path userCache() {
        if (system.toLowerCase(Locale.ROOT).contains("mac")) {
            return home.resolve("Library/Caches");
        }
        return variable("XDG_CACHE_HOME").filter(Path::isAbsolute).orElseGet(() -> home.resolve(".cache"));
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }
}
