package dev.perstream.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.perstream.Perstream;
import dev.perstream.PlannedFilter;
import dev.perstream.diagnostic.Diagnostic;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.model.DriverModel;
import dev.perstream.testing.RequiresToolchain;
import dev.perstream.toolchain.DriverTree;
import dev.perstream.toolchain.WindowsCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Drivers compile without a warning, for every processor and with every compiler, and the static analysers are silent. */
@RequiresToolchain({
    WindowsCompiler.GCC_FOR_X64,
    WindowsCompiler.GCC_FOR_X86,
    WindowsCompiler.CLANG,
    DriverTree.MAKE,
    DriverTree.CPPCHECK
})
class DriverCompilesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    /** More may be tried: {@code -Dperstream.seeds=100}. */
    private static final int SEEDS = Integer.getInteger("perstream.seeds", 2);

    private static final List<WindowsCompiler> LINKING = List.of(
            WindowsCompiler.GCC_X64, WindowsCompiler.GCC_X86, WindowsCompiler.CLANG_X64, WindowsCompiler.CLANG_X86);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> thatOfEachExample() {
        return Stream.of("audit", "ctx", "filespy").flatMap(this::example);
    }

    @TestFactory
    Stream<DynamicTest> thatOfARandomSchema() {
        return LongStream.rangeClosed(1, SEEDS).boxed().flatMap(this::random);
    }

    private Stream<DynamicTest> example(String name) {
        var file = EXAMPLES.resolve(name).resolve("src/main/perstream/" + name + ".yaml");
        assumeTrue(Files.isRegularFile(file), "the examples are not beside this module");
        var filter = plan(file.getFileName().toString(), read(file));
        DriverTree.write(folder.resolve(name), filter.files());
        return trees(name, filter).flatMap(tree -> {
            var title = name + ", " + tree.folder().getFileName() + ": ";
            var builds = LINKING.stream().map(compiler -> dynamicTest(title + compiler, () -> tree.build(compiler)));
            return Stream.concat(
                    builds,
                    Stream.of(
                            dynamicTest(title + "ARM64", tree::checkSyntaxForArm64),
                            dynamicTest(title + "analysers", tree::check)));
        });
    }

    /** Each with one compiler, in turn, and for ARM64. */
    private Stream<DynamicTest> random(long seed) {
        Set<DriverModel> models = seed % 2 == 0 ? EnumSet.allOf(DriverModel.class) : EnumSet.of(DriverModel.MINIFILTER);
        var name = "seed-" + seed;
        var schema = RandomSchema.of(seed, models);
        var compiler = LINKING.get((int) (seed % LINKING.size()));
        var filter = plan(name + ".yaml", schema);
        DriverTree.write(folder.resolve(name), filter.files());
        return trees(name, filter)
                .map(tree -> dynamicTest(name + ", " + tree.folder().getFileName() + ": " + compiler, () -> {
                    tree.build(compiler);
                    tree.checkSyntaxForArm64();
                }));
    }

    private Stream<DriverTree> trees(String name, PlannedFilter filter) {
        return filter.filter().identity().models().stream()
                .map(model -> new DriverTree(
                        folder.resolve(name).resolve(model.key()),
                        filter.filter().identity().name()));
    }

    private static PlannedFilter plan(String name, String schema) {
        var planned = new Perstream(Placement.TOGETHER).plan(new SourceText(name, schema));
        assertThat(planned.diagnostics()).as(schema).noneMatch(Diagnostic::isError);
        return planned.value().orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
