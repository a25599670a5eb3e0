package dev.perstream.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.diagnostic.DiagnosticFormat;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleSchemasTest {

    @ParameterizedTest
    @ValueSource(strings = {"audit", "ctx", "filespy"})
    void theSchemaOfEachExampleIsValidWithoutAWarning(String example) throws IOException {
        var path = Path.of("../examples", example, "src/main/perstream", example + ".yaml");
        var source = new SourceText(example + ".yaml", Files.readString(path));

        var tree = SchemaReader.read(source).value().orElseThrow();
        var resolved = Resolver.resolve(tree);

        assertThat(new DiagnosticFormat(source).format(resolved.diagnostics())).isEqualTo(example + ".yaml: no errors");
        assertThat(resolved.value()).isPresent();
    }
}
