package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.toolchain.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The C sources of the simulator.
 *
 * @param files their texts by their paths, such as {@code core/sim.h}
 */
public record SimulatorSources(SortedMap<String, String> files) {

    private static final String ROOT = "/dev/perstream/simulator";
    private static final String MARKER = ROOT + "/core/sim.h";

    private static final List<String> KINDS = List.of(".c", ".h", ".def", ".options");

    public SimulatorSources {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The sources that came with this program, from its jar or from the folder of its classes. */
    public static SimulatorSources bundled() {
        var marker = SimulatorSources.class.getResource(MARKER);
        if (marker == null) {
            throw new IllegalStateException("the simulator's sources are not in the class path");
        }
        try {
            if (marker.openConnection() instanceof JarURLConnection connection) {
                var jar = Path.of(connection.getJarFileURL().toURI());
                try (var files = FileSystems.newFileSystem(jar)) {
                    return of(files.getPath(ROOT));
                }
            }
            return of(Path.of(marker.toURI()).resolve("../..").normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sources of a folder. */
    public static SimulatorSources of(Path folder) {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (KINDS.stream().anyMatch(name::endsWith)) {
                    texts.put(name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SimulatorSources(texts);
    }

    /** Writes them into a folder. */
    void writeTo(Path folder) {
        try {
            for (var file : files.entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(Digest digest) {
        files.forEach((name, text) -> digest.add(name).add(text));
    }
}
