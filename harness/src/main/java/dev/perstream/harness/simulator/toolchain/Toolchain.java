package dev.perstream.harness.simulator.toolchain;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.SearchPath;
import dev.perstream.harness.simulator.process.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the simulator is built and its reports are made with.
 *
 * @param compiler the C compiler
 * @param sanitizers what it builds with
 * @param addr2line finds the line of an address; without it reports name routines only
 * @param cache where results are kept
 * @param workers how many compilers run at a time
 */
public record Toolchain(
        Compiler compiler, Sanitizers sanitizers, Optional<Path> addr2line, CacheFolder cache, Workers workers) {

    /**
     * Finds it on this machine.
     *
     * @param kind the compiler; absent: the first that is there
     * @param sanitized whether to build with the sanitizers that work
     */
    public static Attempt<Toolchain> find(
            SearchPath path, CacheFolder cache, Optional<CompilerKind> kind, boolean sanitized) {
        var kinds = kind.map(List::of).orElse(List.of(CompilerKind.values()));
        for (var candidate : kinds) {
            var program = path.find(candidate.program());
            if (program.isPresent()) {
                var compiler = Compiler.ask(candidate, program.get());
                var sanitizers = sanitized ? SanitizerProbe.choose(compiler, cache) : Sanitizers.NONE;
                return Attempt.done(
                        new Toolchain(compiler, sanitizers, path.find("addr2line"), cache, Workers.forThisMachine()));
            }
        }
        var names = kinds.stream().map(CompilerKind::program).toList();
        return Attempt.refused(new Problem(
                Problem.Kind.TOOLCHAIN,
                "no C compiler: " + String.join(" or ", names)
                        + " is not on the path. Install one (Debian: gcc and libc6-dev, or clang; binutils for the lines in"
                        + " reports), or name its folder in PATH."));
    }
}
