package dev.perstream.maven.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tests, generated and the author's, from one build to the next. */
class TestGenerationTest {

    private static final String SCHEMA = """
            perstream: 1

            filter:
              name: Counter
              version: 1.0.0
              models: [minifilter, legacy]
              group: activity-monitor
              altitude: 370060
              windows: 10.0.19041
              architectures: [x64]

            contexts:
              StreamState:
                attach: stream
                tag: CoSs
                fields:
                  Opened: uint32
                track:
                  create: [Opened += 1]
              HandleState:
                attach: stream-handle
                tag: CoHs
                fields:
                  Process: process-id
                track:
                  create: [Process = process]
            """;

    private static final String GENERATED = "tests/com/example/counter/";
    private static final String FIRST_TEST = "mine/com/example/counter/CounterTest.java";

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private Optional<String> javaPackage = Optional.empty();
    private String groupId = "com.example";

    @BeforeEach
    void writesASchema() throws IOException {
        write("schemas/counter.yaml", SCHEMA);
    }

    @Test
    void aBuildThatChangesNothingTouchesNothing() throws Exception {
        assertThat(generate()).isEqualTo("schemas/counter.yaml: 5 files written, 1 file for you to fill in");
        var longAgo = FileTime.fromMillis(1_000_000_000_000L);
        for (var file : files()) {
            Files.setLastModifiedTime(file, longAgo);
        }

        assertThat(generate()).isEqualTo("schemas/counter.yaml: up to date: 5 files unchanged");
        for (var file : files()) {
            assertThat(Files.getLastModifiedTime(file)).as(file.toString()).isEqualTo(longAgo);
        }
    }

    @Test
    void whatIsDeletedOrEditedReturns() throws Exception {
        generate();
        var facade = read(GENERATED + "CounterFilter.java");
        write(GENERATED + "CounterFilter.java", facade + "// mine\n");
        Files.delete(folder.resolve(GENERATED + "StreamState.java"));

        assertThat(generate()).contains(": 2 files written, ");
        assertThat(read(GENERATED + "CounterFilter.java")).isEqualTo(facade);
    }

    @Test
    void aContextThatLeavesTheSchemaTakesItsRecordAlong() throws Exception {
        generate();

        write("schemas/counter.yaml", SCHEMA.replaceAll("(?s)  HandleState:.*", ""));

        assertThat(generate()).contains(" 1 removed");
        assertThat(folder.resolve(GENERATED + "HandleState.java")).doesNotExist();
    }

    @Test
    void aFileOfSomebodyElsesIsNotOverwritten() throws Exception {
        write(GENERATED + "StreamState.java", "class StreamState {}\n");

        assertThatThrownBy(this::generate).hasMessageContaining("StreamState.java: is not a file that Perstream wrote");
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void theFirstTestIsTheAuthorsFromThenOn() throws Exception {
        generate();
        write(FIRST_TEST, read(FIRST_TEST).replace("secondOpen", "anotherOpen"));

        write("schemas/counter.yaml", SCHEMA.replace("Opened", "Opens"));
        generate();

        assertThat(read(FIRST_TEST)).contains("void anotherOpenSharesTheStreamState(");
        assertThat(warnings).isEmpty();
    }

    @Test
    void anAuthorWithTestsElsewhereGetsNoFirstTestAgain() throws Exception {
        generate();
        Files.delete(folder.resolve(FIRST_TEST));
        write("mine/com/example/OtherTest.java", "@FilterTest(CounterFilter.class)\nclass OtherTest {}\n");

        generate();

        assertThat(folder.resolve(FIRST_TEST)).doesNotExist();
        Files.delete(folder.resolve("mine/com/example/OtherTest.java"));
        write("schemas/counter.yaml", SCHEMA.replace("Opened", "Opens"));
        generate();
        assertThat(folder.resolve(FIRST_TEST)).exists();
    }

    @Test
    void aTestLeftInAnotherPackageIsToldOf() throws Exception {
        generate();

        javaPackage = Optional.of("com.example.tests");
        generate();

        assertThat(folder.resolve("tests/com/example/tests/CounterFilter.java")).exists();
        assertThat(folder.resolve(GENERATED + "CounterFilter.java")).doesNotExist();
        assertThat(warnings)
                .containsExactly(folder.resolve(FIRST_TEST) + ": belongs to no schema any more; it is yours and stays:"
                        + " remove it, or move it to the package of the filter that it tests");
    }

    @Test
    void aGroupThatIsNoPackageBecomesOne() throws Exception {
        groupId = "com.my-company.2024.new.aux";

        generate();

        assertThat(read("tests/com/my_company/_2024/new_/aux_/counter/CounterFilter.java"))
                .contains("package com.my_company._2024.new_.aux_.counter;");
    }

    @Test
    void aPackageThatIsNoneIsRefusedWithAWayOut() {
        javaPackage = Optional.of("com.example.class");

        assertThatThrownBy(this::generate)
                .hasMessage("'com.example.class' is no name of a package; set javaPackage to words of letters, digits"
                        + " and underscores with dots between them, none of them a keyword of Java");
    }

    @Test
    void onePackageForTwoSchemasIsRefusedWithAWayOut() throws Exception {
        write("schemas/other.yaml", SCHEMA.replace("Counter", "Other"));
        generate();
        assertThat(folder.resolve("tests/com/example/other/OtherFilter.java")).exists();
        javaPackage = Optional.of("com.example");

        assertThatThrownBy(this::generate)
                .hasMessage("javaPackage names one package, and there are 2 schemas; leave it out, so that each filter"
                        + " gets a package of its own, or give each schema an execution of its own");
    }

    @Test
    void theFilterFindsItsDriversFromTheProjectsFolder() throws Exception {
        generate();

        assertThat(read(GENERATED + "CounterFilter.java"))
                .contains("\"out/Counter/minifilter\"")
                .contains("\"driver/minifilter\"")
                .contains("\"out/Counter/legacy\"");
    }

    @Test
    void aMistakeInTheSchemaIsToldAndNothingIsWritten() throws Exception {
        write("schemas/counter.yaml", SCHEMA.replace("uint32", "uin32"));

        assertThatThrownBy(this::generate).hasMessageContaining("did you mean 'uint32'?");
        assertThat(folder.resolve("tests")).doesNotExist();
    }

    private String generate() throws GenerationException {
        var drivers = new GenerationRequest(
                folder.resolve("schemas"), folder.resolve("out"), Optional.of(folder.resolve("driver")), folder);
        var request = new TestRequest(
                drivers,
                folder.resolve("tests"),
                Optional.of(folder.resolve("mine")),
                folder,
                JavaPackages.of(javaPackage, groupId));
        return new Generation(warnings::add).run(request);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<Path> files() throws IOException {
        var found = new ArrayList<Path>();
        for (var root : List.of("tests", "mine")) {
            try (var walk = Files.walk(folder.resolve(root))) {
                found.addAll(walk.filter(Files::isRegularFile).toList());
            }
        }
        return found;
    }
}
