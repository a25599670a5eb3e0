package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Compiles sources side by side and links what comes out.
 *
 * @param folder where objects and results go
 */
record Compilation(Toolchain toolchain, Path folder) {

    static final String OBJECTS = "objects";

    /**
     * What became of one source.
     *
     * @param object the compiled file
     * @param run the compiler's
     */
    record Compiled(Path object, Finished run) {}

    /** Compiles each source. */
    List<Compiled> compile(List<Path> sources, List<String> options) {
        var tasks = new ArrayList<Callable<Compiled>>();
        var objects = folder.resolve(OBJECTS);
        createFolder(objects);
        for (var i = 0; i < sources.size(); i++) {
            var source = sources.get(i);
            var object = objects.resolve(i + "-" + source.getFileName() + ".o");
            tasks.add(() -> compile(source, object, options));
        }
        return toolchain.workers().run(tasks);
    }

    private Compiled compile(Path source, Path object, List<String> options) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-c", "-o", object.toString(), source.toString()));
        return new Compiled(object, toolchain.compiler().run(folder, arguments));
    }

    /** Links objects. */
    Finished link(Path result, List<Path> objects, List<String> options) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-o", result.toString()));
        objects.forEach(object -> arguments.add(object.toString()));
        arguments.addAll(options);
        arguments.addAll(toolchain.sanitizers().linkOptions(toolchain.compiler()));
        return toolchain.compiler().run(folder, arguments);
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
