package dev.perstream.harness.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the configuration parameters say.
 *
 * @param driver whether tests run on the driver
 * @param sanitizers whether the driver is built with the sanitizers that the compiler has
 * @param seed of what is random
 * @param base the folder that the driver's folders are relative to
 * @param cache where what was compiled is kept; absent: where it usually is
 * @param hangLimit how long a step may take before the driver counts as hanging
 */
record Settings(DriverUse driver, boolean sanitizers, long seed, Path base, Optional<Path> cache, Duration hangLimit) {

    private static final String DRIVER = "perstream.driver";
    private static final String SANITIZERS = "perstream.sanitizers";
    private static final String SEED = "perstream.seed";
    private static final String BASE = "perstream.drivers";
    private static final String CACHE = "perstream.cache";
    private static final String HANG_LIMIT = "perstream.hang-limit";
    private static final Duration USUAL_HANG_LIMIT = Duration.ofSeconds(10);

    /** Whether tests run on the driver. */
    enum DriverUse {
        /** Where there is a compiler. */
        AUTO,
        /** Never. */
        OFF,
        /** Always: it is a failure if there is no compiler. */
        REQUIRED
    }

    static Settings of(ExtensionContext context) {
        return new Settings(
                read(context, DRIVER, Settings::driverUse, "auto, off or required")
                        .orElse(DriverUse.AUTO),
                read(context, SANITIZERS, Settings::truth, "true or false").orElse(true),
                read(context, SEED, Settings::number, "an integer").orElse(1L),
                read(context, BASE, Settings::path, "a folder").orElseGet(Settings::module),
                read(context, CACHE, Settings::path, "a folder"),
                read(context, HANG_LIMIT, Settings::seconds, "a number of seconds, at least 1")
                        .orElse(USUAL_HANG_LIMIT));
    }

    private static <T> Optional<T> read(
            ExtensionContext context, String name, Function<String, Optional<T>> reader, String choices) {
        return context.getConfigurationParameter(name)
                .map(value -> reader.apply(value.strip())
                        .orElseThrow(() -> new ExtensionConfigurationException(
                                "the configuration parameter " + name + " is \"" + value + "\"; it is " + choices)));
    }

    private static Optional<DriverUse> driverUse(String value) {
        return switch (value) {
            case "auto" -> Optional.of(DriverUse.AUTO);
            case "off" -> Optional.of(DriverUse.OFF);
            case "required" -> Optional.of(DriverUse.REQUIRED);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> truth(String value) {
        return switch (value) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> number(String value) {
        try {
            return Optional.of(Long.decode(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(String value) {
        return number(value).filter(seconds -> seconds >= 1).map(Duration::ofSeconds);
    }

    private static Optional<Path> path(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }

    private static Path module() {
        return Path.of(System.getProperty("basedir", ""));
    }
}
