package dev.perstream.harness.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.emit.java.JavaContexts;
import dev.perstream.harness.context.ContextType;
import dev.perstream.model.Context;
import dev.perstream.model.EnumType;
import dev.perstream.model.FilterModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;

/** The Java contexts of a filter as a user has them: compiled with all warnings, with the harness alone. */
final class GeneratedContexts {

    private static final String PACKAGE = "com.example.generated";

    private final ClassLoader loader;

    private GeneratedContexts(ClassLoader loader) {
        this.loader = loader;
    }

    /** Generates, compiles and loads; the folder is for the files. */
    static GeneratedContexts of(FilterModel filter, Path folder) {
        try {
            var sources = new ArrayList<Path>();
            for (var file : new JavaContexts(PACKAGE).plan(filter)) {
                var path = folder.resolve("sources").resolve(file.path());
                Files.createDirectories(path.getParent());
                sources.add(Files.writeString(path, file.content()));
            }
            var classes = Files.createDirectories(folder.resolve("classes"));
            compile(sources, classes);
            var urls = new URL[] {classes.toUri().toURL()};
            return new GeneratedContexts(new URLClassLoader(urls, GeneratedContexts.class.getClassLoader()));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description of a context, with a class of its own for snapshots. */
    ContextType<?> type(Context context) {
        try {
            return (ContextType<?>)
                    Objects.requireNonNull(load(context.name()).getField("TYPE").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(context.name(), e);
        }
    }

    /** The constants of an enum or of flags. */
    Object[] constants(EnumType type) {
        return Objects.requireNonNull(load(type.name()).getEnumConstants());
    }

    /** The class of a context, an enum or flags. */
    Class<?> load(String name) {
        try {
            return loader.loadClass(PACKAGE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = List.of(
                "--release",
                "17",
                "-Xlint:all,-options",
                "-Werror",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                harness());
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(messages.toString()).isEmpty();
            assertThat(done).isTrue();
        }
    }

    private static String harness() {
        try {
            var location =
                    ContextType.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
