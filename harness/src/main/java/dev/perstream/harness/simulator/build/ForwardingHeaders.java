package dev.perstream.harness.simulator.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Headers under the names that a driver calls them by, each of which includes the file that is meant. */
final class ForwardingHeaders {

    /** Names that begin with {@code ../} lead out of the folder of this depth, but not out of where we may write. */
    private static final String DEPTH = "of/the/driver/here";

    private ForwardingHeaders() {}

    /**
     * Writes them.
     *
     * @return the folder in which the compiler looks for them
     */
    static Path write(Path folder, Map<String, Path> renamed) {
        var headers = folder.resolve("headers");
        var start = headers.resolve(DEPTH);
        try {
            Files.createDirectories(start);
            for (var header : renamed.entrySet()) {
                var file = start.resolve(header.getKey()).normalize();
                if (file.startsWith(headers)) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, ("#include \"" + header.getValue() + "\"\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start;
    }
}
