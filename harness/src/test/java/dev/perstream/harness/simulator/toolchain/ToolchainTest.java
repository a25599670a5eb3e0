package dev.perstream.harness.simulator.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.SearchPath;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToolchainTest {

    @TempDir
    Path folder;

    @Test
    void aMachineWithoutACompilerIsToldWhatToInstall() {
        var found = Toolchain.find(new SearchPath(List.of(folder)), new CacheFolder(folder), Optional.empty(), true);

        assertThat(found).isInstanceOfSatisfying(Attempt.Refused.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.TOOLCHAIN);
            assertThat(refused.problem().message()).startsWith("no C compiler: gcc or clang is not on the path.");
        });
    }

    @ParameterizedTest
    @EnumSource
    @RequiresToolchain({"gcc", "clang"})
    void theCompilersOfTheBuildHaveBothSanitizers(CompilerKind kind) {
        var path = Environment.ofThisProcess().searchPath();
        var cache = new CacheFolder(folder);

        var found = Toolchain.find(path, cache, Optional.of(kind), true).orElseThrow();

        assertThat(found.sanitizers()).isEqualTo(new Sanitizers(true, true));
        assertThat(found.compiler().headers().resolve("stdarg.h")).exists();
        assertThat(Toolchain.find(path, cache, Optional.of(kind), true)).isEqualTo(Attempt.done(found));
    }

    @Test
    @RequiresToolchain("sh")
    void aCompilerWithoutRuntimesBuildsWithoutSanitizers() throws IOException {
        var gcc = Files.writeString(
                folder.resolve("gcc"), "#!/bin/sh\ncase \"$1\" in -*-*) exit 1;; esac\necho gcc 1\nexit 1\n");
        assertThat(gcc.toFile().setExecutable(true)).isTrue();

        var found = Toolchain.find(
                        new SearchPath(List.of(folder)),
                        new CacheFolder(folder.resolve("cache")),
                        Optional.of(CompilerKind.GCC),
                        true)
                .orElseThrow();

        assertThat(found.sanitizers()).isEqualTo(Sanitizers.NONE);
        assertThat(found.addr2line()).isEmpty();
    }

    @Test
    void theCacheIsWhereTheUserOrTheSystemSays() {
        assertThat(environment(Map.of()).cache().root()).isEqualTo(Path.of("/home/u/.cache/perstream"));
        assertThat(environment(Map.of("XDG_CACHE_HOME", "/x")).cache().root()).isEqualTo(Path.of("/x/perstream"));
        assertThat(environment(Map.of("PERSTREAM_CACHE", "/y")).cache().root()).isEqualTo(Path.of("/y"));
    }

    @Test
    void aCacheThatCannotBeWrittenIsToldWithWhatToDo() throws IOException {
        var root = Files.writeString(folder.resolve("file"), "").resolve("cache");

        var got = new CacheFolder(root).get("kind", "name", (unfinished, place) -> Attempt.done(place));

        assertThat(got).isInstanceOfSatisfying(Attempt.Refused.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.INPUT);
            assertThat(refused.problem().message())
                    .startsWith("nothing can be kept in the cache folder " + root + "; PERSTREAM_CACHE or --cache");
        });
    }

    @Test
    void whatCouldNotBeBuiltLeavesNothingInTheCache() {
        var cache = new CacheFolder(folder);
        var problem = new Problem(Problem.Kind.SIMULATOR, "no");

        assertThat(cache.get("kind", "name", (unfinished, place) -> Attempt.refused(problem)))
                .isEqualTo(Attempt.refused(problem));
        assertThat(folder.resolve("kind")).isEmptyDirectory();
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables, Path.of("/home/u"), "Linux");
    }
}
