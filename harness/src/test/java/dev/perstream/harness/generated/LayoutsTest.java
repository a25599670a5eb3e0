package dev.perstream.harness.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perstream.Perstream;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.Placement;
import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts in the generated Java, and what the compilers of each processor make of the generated C. */
@RequiresToolchain({CompiledLayouts.GCC_X64, CompiledLayouts.GCC_X86, CompiledLayouts.CLANG})
class LayoutsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"audit", "ctx", "filespy"})
    void theLayoutsInJavaAreThoseOfTheCompilers(String example) throws IOException {
        var schema = Path.of("../examples").resolve(example).resolve("src/main/perstream/" + example + ".yaml");
        assumeTrue(Files.isRegularFile(schema), "the examples are not beside this module");
        var planned = new Perstream(Placement.TOGETHER)
                .plan(new SourceText(example + ".yaml", Files.readString(schema)))
                .value()
                .orElseThrow();
        for (var file : planned.files()) {
            var path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.content());
        }
        var filter = planned.filter();
        var classes = GeneratedContexts.of(filter, folder.resolve("java"));

        for (var model : filter.identity().models()) {
            var compiled = new CompiledLayouts(folder.resolve(model.key()), filter);
            for (var context : filter.contexts()) {
                var type = classes.type(context);
                for (var abi : Abi.values()) {
                    assertThat(type.layout(DriverModel.valueOf(model.name()), abi))
                            .as("%s of a %s on %s", context.name(), model.key(), abi.key())
                            .hasValue(compiled.of(context, abi));
                }
            }
        }
    }
}
