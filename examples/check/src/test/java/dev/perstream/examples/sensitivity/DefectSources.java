package dev.perstream.examples.sensitivity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Copies of drivers' sources with one defect each, in folders that are like the example's. All sources of a driver are
 * included by one, which is compiled in a fraction of the time.
 *
 * @param folder where the copies go
 */
record DefectSources(Path folder) {

    private static final String PARTS = "parts";

    /**
     * Writes a driver with a defect.
     *
     * @return the folder to which the folders of the filter's definition are relative
     * @throws StaleDefectException if the defect does not fit the sources
     */
    Path write(Defect defect) {
        var base = folder.resolve(
                (defect.driver() + " " + defect.what()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        var generated = base.resolve(defect.example().generated(defect.model()));
        var sources = with(defect);
        sources.forEach((name, text) -> write(generated.resolve(PARTS).resolve(name), text));
        write(
                generated.resolve("Driver.c"),
                sources.keySet().stream()
                        .filter(name -> name.endsWith(".c"))
                        .map(name -> "#include \"" + PARTS + "/" + name + "\"\n")
                        .collect(Collectors.joining()));
        return base;
    }

    /** The sources with the defect. */
    static Map<String, String> with(Defect defect) {
        var sources = original(defect);
        for (var edit : defect.edits()) {
            var source = sources.get(edit.file());
            if (source == null) {
                throw new StaleDefectException("there is no " + edit.file() + " in the " + defect.driver());
            }
            sources.put(edit.file(), edit.apply(source));
        }
        return sources;
    }

    private static TreeMap<String, String> original(Defect defect) {
        var sources = new TreeMap<String, String>();
        var base = defect.example().base();
        read(base.resolve(defect.example().generated(defect.model())), sources);
        read(base.resolve(defect.example().hooks(defect.model())), sources);
        return sources;
    }

    private static void read(Path sourceFolder, Map<String, String> sources) {
        if (!Files.isDirectory(sourceFolder)) {
            return;
        }
        try (var files = Files.list(sourceFolder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is there already and has not changed stays, so that what was built of it stays valid. */
    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
