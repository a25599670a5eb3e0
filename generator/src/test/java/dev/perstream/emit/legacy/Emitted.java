package dev.perstream.emit.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.Placement;
import dev.perstream.emit.c.Templates;
import dev.perstream.output.Owner;
import dev.perstream.output.PlannedFile;
import dev.perstream.resolve.Resolver;
import dev.perstream.schema.SchemaReader;
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

/** The legacy filter of a schema, and a look at its routines. */
record Emitted(String filter, List<PlannedFile> files) {

    private static final Pattern ROUTINE = Pattern.compile("(?ms)^(\\w+)\\(\\n[^;{]*?\\n    \\)\\n\\{\\n(.*?)^}\\n");

    /** A filter that uses what the language has, from all kinds of contexts to hooks on all kinds of operations. */
    static Emitted rich() {
        try (var resource =
                Objects.requireNonNull(Emitted.class.getResourceAsStream("/dev/perstream/emit/legacy/rich.yaml"))) {
            return of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static Emitted example(String name) {
        try {
            return of(Files.readString(Path.of("../examples", name, "src/main/perstream", name + ".yaml")));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static Emitted of(String schema) {
        var tree = SchemaReader.read(new SourceText("schema.yaml", schema));
        assertThat(tree.diagnostics()).isEmpty();
        var resolved = Resolver.resolve(tree.value().orElseThrow());
        assertThat(resolved.value()).as(resolved.diagnostics().toString()).isPresent();
        var filter = resolved.value().orElseThrow();
        return new Emitted(
                filter.identity().name(), new LegacyTarget(new Templates(), Placement.TOGETHER).plan(filter));
    }

    /** A file by the end of its name: {@code Create.c}. */
    String file(String end) {
        return files.stream()
                .filter(file -> file.path().equals("legacy/" + filter + end))
                .map(PlannedFile::content)
                .findFirst()
                .orElseThrow();
    }

    boolean has(String end) {
        return files.stream().anyMatch(file -> file.path().equals("legacy/" + filter + end));
    }

    PlannedFile hooks() {
        return files.stream()
                .filter(file -> file.owner() == Owner.SCAFFOLD)
                .findFirst()
                .orElseThrow();
    }

    /** The C sources and headers that belong to the driver, without the kit. */
    Map<String, String> sources() {
        return files.stream()
                .filter(file -> file.path().matches("legacy/[^/]+\\.[ch]"))
                .collect(Collectors.toMap(PlannedFile::path, PlannedFile::content, (a, b) -> a, TreeMap::new));
    }

    /** The insides of all routines in C sources, by name. */
    Map<String, String> routines() {
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
    String routine(String name) {
        return Objects.requireNonNull(routines().get(filter + name), name);
    }
}
