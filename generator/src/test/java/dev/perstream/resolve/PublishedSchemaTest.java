package dev.perstream.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.perstream.model.Architecture;
import dev.perstream.model.Attachment;
import dev.perstream.model.LoadOrderGroup;
import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Holds the JSON Schema that editors complete schemas with to the language that the reader reads. */
class PublishedSchemaTest {

    private static final String RESOURCE = "/dev/perstream/schema/perstream-1.schema.json";
    private static final Schema PUBLISHED =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(resource(), InputFormat.JSON);

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(Path.of("../examples"))) {
            return files
                    .filter(file -> file.toString().contains("src/main/perstream")
                            && file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<Path> structuralErrors() throws IOException {
        return BadSchemasTest.badSchemas().filter(file -> file.startsWith(BadSchemasTest.FOLDER.resolve("structural")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itAcceptsTheSchemaOfEachExample(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("structuralErrors")
    void itRefusesEachStructuralErrorThatTheReaderRefuses(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isNotEmpty();
    }

    @Test
    void itRefusesNothingElseInASchemaWithAStructuralErrorPutRight() throws IOException {
        var text = Files.readString(BadSchemasTest.FOLDER.resolve("structural/unknown-section.yaml"));

        assertThat(errors(text.replaceAll("(?m)^context:\\R.*\\R", ""))).isEmpty();
    }

    @Test
    void itCompletesTheSameWordsAsTheReaderKnows() {
        assertThat(words("operation")).isEqualTo(keys(Operation.values(), Operation::key));
        assertThat(words("context", "attach")).isEqualTo(keys(Attachment.values(), Attachment::key));
        assertThat(words("context", "lock")).isEqualTo(keys(Lock.values(), Lock::key));
        assertThat(words("filter", "group")).isEqualTo(keys(LoadOrderGroup.values(), LoadOrderGroup::key));
        assertThat(words("filter", "architectures", "items")).isEqualTo(keys(Architecture.values(), Architecture::key));
    }

    private static List<Error> errors(String yaml) {
        return PUBLISHED.validate(json(load(yaml)), InputFormat.JSON);
    }

    private static Object load(String yaml) {
        var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        return Objects.requireNonNull(new Load(settings).loadFromString(yaml));
    }

    private static <E> List<String> keys(E[] values, Function<E, String> key) {
        return Arrays.stream(values).map(key).toList();
    }

    /** The words of a definition, or of a property in it, in their order. */
    private static List<String> words(String definition, String... path) {
        var node = value(value(load(resource()), "definitions"), definition);
        for (var name : path) {
            node = value(has(node, "properties") ? value(node, "properties") : node, name);
        }
        return ((List<?>) value(node, "oneOf"))
                .stream().map(word -> value(word, "const").toString()).toList();
    }

    private static boolean has(Object node, String key) {
        return ((Map<?, ?>) node).containsKey(key);
    }

    private static Object value(Object node, String key) {
        return Objects.requireNonNull(((Map<?, ?>) node).get(key), key);
    }

    private static String json(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(PublishedSchemaTest::json).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
        return String.valueOf(value);
    }

    private static String resource() {
        try (var stream = PublishedSchemaTest.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
