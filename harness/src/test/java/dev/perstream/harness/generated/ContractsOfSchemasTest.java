package dev.perstream.harness.generated;

import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of filters that do what no example does, the contract holds on the model and on the drivers. */
@RequiresToolchain("gcc")
class ContractsOfSchemasTest {

    private static final Path SCHEMAS = Path.of("src/test/schemas");
    private static final Path FOLDER = Path.of("target/contracts");

    static List<String> schemas() throws IOException {
        try (var files = Files.list(SCHEMAS)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void contractHolds(String name) throws IOException {
        GeneratedContract.holds(Files.readString(SCHEMAS.resolve(name + ".yaml")), FOLDER.resolve(name));
    }
}
