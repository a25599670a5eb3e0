package dev.perstream.harness.simulator.toolchain;

import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A C compiler of this machine.
 *
 * @param kind whose options it takes
 * @param program where it is
 * @param version what it says of itself
 * @param machine what it compiles for, such as {@code x86_64-linux-gnu}
 * @param headers where its own headers are, such as {@code stdarg.h}
 */
public record Compiler(CompilerKind kind, Path program, String version, String machine, Path headers) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Runs it in a folder. */
    public Finished run(Path folder, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(program.toString());
        words.addAll(arguments);
        return Command.of(LIMIT, words).in(folder).run();
    }

    /** Asks a compiler for what we must know of it. */
    static Compiler ask(CompilerKind kind, Path program) {
        var version = answer(program, "--version").lines().findFirst().orElse("");
        return new Compiler(
                kind,
                program,
                version,
                answer(program, "-dumpmachine"),
                Path.of(answer(program, "-print-file-name=include")));
    }

    /** The processor that it compiles for, such as {@code x86_64}. */
    public String processor() {
        return machine.replaceFirst("-.*", "");
    }

    /** What distinguishes its results from those of others. */
    public List<String> identity() {
        return List.of(program.toString(), version, machine);
    }

    /** The folder of a file that comes with the compiler. */
    Path folderOf(String file) {
        var path = Path.of(answer(program, "-print-file-name=" + file)).getParent();
        return path == null ? Path.of("/") : path;
    }

    private static String answer(Path program, String question) {
        return Command.of(LIMIT, program, question).run().output().strip();
    }
}
