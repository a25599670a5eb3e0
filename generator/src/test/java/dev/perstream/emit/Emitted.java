package dev.perstream.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.c.Templates;
import dev.perstream.emit.legacy.LegacyTarget;
import dev.perstream.emit.minifilter.MinifilterTarget;
import dev.perstream.model.DriverModel;
import dev.perstream.output.Owner;
import dev.perstream.output.PlannedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The driver of a schema as one model, and a look at its routines. */
public record Emitted(DriverModel model, String filter, List<PlannedFile> files) {

    private static final Pattern ROUTINE = Pattern.compile("(?ms)^(\\w+)\\(\\n[^;{]*?\\n    \\)\\n\\{\\n(.*?)^}\\n");

    /** A filter that uses what the language has, from all kinds of contexts to hooks on all kinds of operations. */
    public static Emitted rich(DriverModel model) {
        try (var resource = Objects.requireNonNull(
                Emitted.class.getResourceAsStream("/dev/perstream/emit/" + model.key() + "/rich.yaml"))) {
            return of(model, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** An example of the project. */
    public static Emitted example(DriverModel model, String name) {
        try {
            return of(model, Files.readString(Path.of("../examples", name, "src/main/perstream", name + ".yaml")));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The driver of a schema that is right. */
    public static Emitted of(DriverModel model, String schema) {
        var read = Perstream.read(new SourceText("schema.yaml", schema));
        assertThat(read.value()).as(read.diagnostics().toString()).isPresent();
        var filter = read.value().orElseThrow();
        Target target = switch (model) {
            case MINIFILTER -> new MinifilterTarget(new Templates(), Placement.TOGETHER);
            case LEGACY -> new LegacyTarget(new Templates(), Placement.TOGETHER);
        };
        return new Emitted(model, filter.identity().name(), target.plan(filter));
    }

    /** A file by the end of its name: {@code Create.c}. */
    public String file(String end) {
        return files.stream()
                .filter(file -> file.path().equals(model.key() + "/" + filter + end))
                .map(PlannedFile::content)
                .findFirst()
                .orElseThrow();
    }

    /** Whether there is such a file. */
    public boolean has(String end) {
        return files.stream().anyMatch(file -> file.path().equals(model.key() + "/" + filter + end));
    }

    /** The author's file. */
    public PlannedFile hooks() {
        return files.stream()
                .filter(file -> file.owner() == Owner.SCAFFOLD)
                .findFirst()
                .orElseThrow();
    }

    /** The C sources and headers that belong to the driver, without the kit. */
    public Map<String, String> sources() {
        return files.stream()
                .filter(file -> file.path().matches(model.key() + "/[^/]+\\.[ch]"))
                .collect(Collectors.toMap(PlannedFile::path, PlannedFile::content, (a, b) -> a, TreeMap::new));
    }

    /** The insides of all routines in C sources, by name. */
    public Map<String, String> routines() {
        var routines = new TreeMap<String, String>();
        sources().forEach((path, text) -> {
            if (path.endsWith(".c")) {
                var matcher = ROUTINE.matcher(text);
                while (matcher.find()) {
                    routines.put(matcher.group(1), matcher.group(2));
                }
            }
        });
        return routines;
    }

    /** The inside of a routine, by its name without the filter's. */
    public String routine(String name) {
        return Objects.requireNonNull(routines().get(filter + name), name);
    }
}
