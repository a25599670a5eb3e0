package dev.perstream.harness.simulator.toolchain;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds out which sanitizers work, by building and running a library and a program as the simulator is built. */
final class SanitizerProbe {

    private static final String LIBRARY = "int add(int *a, int b) { return a[1] + b; }\n";

    private static final String PROGRAM =
            "int add(int *a, int b); int main(int n, char **v) { int a[2] = {n, 0}; return v[0] == 0 || add(a, n) != 1; }\n";
    private static final String ANSWER = "sanitizers";

    private SanitizerProbe() {}

    /** The best choice that works; remembered, since it takes a second. */
    static Sanitizers choose(Compiler compiler, CacheFolder cache) {
        var name = new Digest().add("1").add(compiler.identity()).hex();
        var folder = cache.get("probe", name, (unfinished, place) -> {
                    var works = Sanitizers.CHOICES.stream()
                            .filter(choice -> works(compiler, choice, unfinished))
                            .findFirst()
                            .orElse(Sanitizers.NONE);
                    write(unfinished.resolve(ANSWER), Integer.toString(Sanitizers.CHOICES.indexOf(works)));
                    return Attempt.done(place);
                })
                .orElseThrow();
        return Sanitizers.CHOICES.get(Integer.parseInt(read(folder.resolve(ANSWER))));
    }

    private static boolean works(Compiler compiler, Sanitizers choice, Path folder) {
        write(folder.resolve("library.c"), LIBRARY);
        write(folder.resolve("program.c"), PROGRAM);
        var options = new ArrayList<String>();
        options.addAll(choice.options());
        options.addAll(choice.linkOptions(compiler));
        var library = new ArrayList<>(List.of("-fPIC", "-shared", "-Wl,-z,defs", "-Wl,-soname,libprobe.so"));
        library.addAll(options);
        library.addAll(List.of("-o", "libprobe.so", "library.c"));
        var program = new ArrayList<>(options);
        program.addAll(List.of("-o", "program", "program.c", "-L.", "-lprobe", "-Wl,-rpath,$ORIGIN"));
        return compiler.run(folder, library).succeeded()
                && compiler.run(folder, program).succeeded()
                && Command.of(Duration.ofSeconds(20), folder.resolve("program"))
                        .run()
                        .succeeded();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
