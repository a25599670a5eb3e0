package dev.perstream.maven.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same schemas give the same bytes, whoever runs the generator, where and when. */
class DeterminismTest {

    @TempDir
    Path folder;

    @Test
    void localeTimeZoneEncodingAndFolderLeaveNoTrace() throws Exception {
        var here = run("here", "-Duser.language=en", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8");
        var there = run(
                "far away/there",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Kiritimati",
                "-Dfile.encoding=ISO-8859-9",
                "-Dline.separator=\r\n");

        assertThat(here).hasSizeGreaterThan(100).containsKey("tests/com/example/audit/AuditContractTest.java");
        assertThat(there).isEqualTo(here);
    }

    /** Generates all examples in a process of its own. */
    private Map<String, String> run(String place, String... options) throws IOException, InterruptedException {
        var working = Files.createDirectories(folder.resolve(place));
        var schemas = Files.createDirectories(working.resolve("schemas"));
        for (var example : List.of("audit", "ctx", "filespy")) {
            Files.copy(
                    Path.of("..", "examples", example, "src/main/perstream", example + ".yaml"),
                    schemas.resolve(example + ".yaml"));
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeterminismTest.class.getName()));
        var log = folder.resolve("log");
        var process = new ProcessBuilder(command)
                .directory(working.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        return contents(working);
    }

    /** Generates what lies in the folder {@code schemas} of the working folder, drivers and tests. */
    public static void main(String[] arguments) throws GenerationException {
        var working = Path.of("").toAbsolutePath();
        var drivers = new GenerationRequest(
                working.resolve("schemas"), working.resolve("out"), Optional.of(working.resolve("driver")), working);
        new Generation(warning -> {}).run(drivers);
        new Generation(warning -> {})
                .run(new TestRequest(
                        drivers,
                        working.resolve("tests"),
                        Optional.of(working.resolve("mine")),
                        working,
                        JavaPackages.of(Optional.empty(), "com.example")));
    }

    private static Map<String, String> contents(Path root) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var walk = Files.walk(root)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
