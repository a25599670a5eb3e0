package dev.perstream.harness.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.Placement;
import dev.perstream.emit.java.JavaPlacement;
import dev.perstream.output.Owner;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/**
 * What a build makes of a schema, in a folder: the drivers' sources, and the generated Java compiled and loaded.
 *
 * @param contract the generated contract test
 */
record GeneratedFilter(Class<?> contract) {

    private static final String PACKAGE = "com.example.random";

    /**
     * Generates, compiles and loads.
     *
     * @param schema without mistakes
     * @param folder to which the folders of the drivers are relative; what is there already and has not changed stays
     */
    static GeneratedFilter of(String schema, Path folder) {
        var source = new SourceText("random.yaml", schema);
        var drivers = new Perstream(Placement.TOGETHER).plan(source);
        var tests = Perstream.planTests(source, filter -> new JavaPlacement(PACKAGE, "drivers", "drivers"));
        var name = tests.value()
                .orElseThrow(() -> new AssertionError(tests.diagnostics() + "\n" + schema))
                .filter()
                .identity()
                .name();
        for (var file : drivers.value().orElseThrow().files()) {
            write(folder.resolve("drivers").resolve(file.path()), file.content());
        }
        var java = new ArrayList<Path>();
        for (var file : tests.value().orElseThrow().files()) {
            if (file.owner() == Owner.PLUMBING) {
                java.add(write(folder.resolve("java").resolve(file.path()), file.content()));
            }
        }
        return new GeneratedFilter(
                load(compiled(java, folder.resolve("classes")), PACKAGE + "." + name + "ContractTest"));
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.exists(file) && Files.readString(file).equals(text) ? file : Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compiled(List<Path> sources, Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var options = List.of("--release", "17", "-nowarn", "-proc:none", "-d", classes.toString(), "-cp", classPath);
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            Files.createDirectories(classes);
            var done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Path classes, String name) {
        try {
            var urls = new URL[] {classes.toUri().toURL()};
            return new URLClassLoader(urls, GeneratedFilter.class.getClassLoader()).loadClass(name);
        } catch (MalformedURLException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
