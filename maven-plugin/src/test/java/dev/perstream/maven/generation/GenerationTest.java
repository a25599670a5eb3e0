package dev.perstream.maven.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do after a good build, and what they may expect of the next one. */
class GenerationTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private static final String SCHEMA = """
            perstream: 1

            filter:
              name: Counter
              description: Counts what is open
              provider: Example Corp
              version: 1.0.0
              models: [minifilter]
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

            operations:
              write: { hooks: [pre], contexts: [StreamState] }
            """;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private Path schemas;
    private Path out;
    private Path driver;

    @BeforeEach
    void writesASchema() throws IOException {
        schemas = folder.resolve("schemas");
        out = folder.resolve("out");
        driver = folder.resolve("driver");
        write("counter.yaml", SCHEMA);
    }

    @Test
    void touchesTheInputAndNoFileIsWritten() throws Exception {
        generate();
        age();

        write("counter.yaml", SCHEMA);

        assertThat(generate()).matches("schemas/counter.yaml: up to date: \\d+ files unchanged");
        assertThat(young()).isEmpty();
    }

    @Test
    void rewritesTheInputWithoutEffectAndNoOutputIsWritten() throws Exception {
        generate();
        age();

        write("counter.yaml", SCHEMA + "# a comment\n");

        assertThat(generate()).matches("schemas/counter.yaml: up to date: \\d+ files unchanged");
        assertThat(young()).containsExactly("out/.perstream/state");
    }

    @Test
    void deletesAnOutputAndItReturns() throws Exception {
        generate();
        var file = out.resolve("Counter/minifilter/CounterDriver.c");
        var text = Files.readString(file);
        Files.delete(file);

        assertThat(generate()).contains(": 1 file written, ");
        assertThat(file).hasContent(text);
    }

    @Test
    void editsAnOutputAndItIsRestored() throws Exception {
        generate();
        var file = out.resolve("Counter/minifilter/CounterDriver.c");
        var text = Files.readString(file);
        Files.writeString(file, text + "// mine\n");

        assertThat(generate()).contains(": 1 file written, ");
        assertThat(file).hasContent(text);
    }

    @Test
    void removesAContextAndItsFilesGo() throws Exception {
        generate();
        assertThat(out.resolve("Counter/minifilter/CounterHandleState.c")).exists();

        write("counter.yaml", SCHEMA.replaceAll("(?s)  HandleState:.*?\n\n", "\n"));

        assertThat(generate()).contains(" 1 removed");
        assertThat(out.resolve("Counter/minifilter/CounterHandleState.c")).doesNotExist();
    }

    @Test
    void removesASchemaAndItsTreeGoes() throws Exception {
        write("other.yaml", SCHEMA.replace("Counter", "Other"));
        assertThat(generate()).startsWith("2 schemas: ");
        assertThat(out.resolve("Other")).exists();

        Files.delete(schemas.resolve("other.yaml"));

        generate();
        assertThat(out.resolve("Other")).doesNotExist();
        assertThat(driver.resolve("minifilter/OtherHooks.c")).exists();
    }

    @Test
    void changesAnOptionAndTheOutputFollows() throws Exception {
        generate();
        var makefile = out.resolve("Counter/minifilter/Makefile");
        assertThat(makefile).content().contains("../../../driver/minifilter");

        driver = folder.resolve("elsewhere");

        assertThat(generate()).contains(": 1 file written, ").contains("1 file for you to fill in");
        assertThat(makefile).content().contains("../../../elsewhere/minifilter").doesNotContain("driver/minifilter");
    }

    @Test
    void buildsInAnotherFolderAndGetsTheSameBytes() throws Exception {
        generate();
        var first = contents();

        var elsewhere = Files.createDirectories(folder.resolve("an/other place"));
        for (var name : List.of("schemas", "out", "driver")) {
            assertThat(elsewhere.resolve(name)).doesNotExist();
        }
        schemas = elsewhere.resolve("schemas");
        out = elsewhere.resolve("out");
        driver = elsewhere.resolve("driver");
        write("counter.yaml", SCHEMA);
        generate();

        assertThat(contents()).isEqualTo(first);
    }

    @Test
    void namesTwoFieldsAlikeAndBothPlacesAreTold() throws Exception {
        write("counter.yaml", SCHEMA.replace("Opened: uint32", "FooBar: uint32\n      foo_bar: uint32"));

        assertThatThrownBy(this::generate)
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("schemas/counter.yaml:20:7: error")
                .hasMessageContaining("foo_bar: uint32");
        assertThat(out).doesNotExist();
    }

    @Test
    void misspellsATypeAndTheNearestOneIsProposed() throws Exception {
        write("counter.yaml", SCHEMA.replace("Opened: uint32", "Opened: uin32"));

        assertThatThrownBy(this::generate)
                .hasMessageContaining("schemas/counter.yaml:19:15: error")
                .hasMessageContaining("      Opened: uin32\n                  ^^^^^")
                .hasMessageContaining("did you mean 'uint32'?");
    }

    @Test
    void makesMistakesInTwoFilesAndAllAreReported() throws Exception {
        write("counter.yaml", SCHEMA.replace("uint32", "uin32").replace("process-id", "proces-id"));
        write("other.yaml", SCHEMA.replace("Counter", "Other").replace("CoSs", "CoSsx"));

        assertThatThrownBy(this::generate)
                .hasMessageContaining("schemas/counter.yaml:19:")
                .hasMessageContaining("schemas/counter.yaml:26:")
                .hasMessageContaining("schemas/other.yaml:17:");
        assertThat(out).doesNotExist();
        assertThat(driver).doesNotExist();
    }

    @Test
    void mistakeAfterAGoodBuildLeavesTheTreeAsItWas() throws Exception {
        generate();
        age();

        write("counter.yaml", SCHEMA.replace("uint32", "uin32"));

        assertThatThrownBy(this::generate).isInstanceOf(GenerationException.class);
        assertThat(young()).isEmpty();
    }

    @Test
    void twoSchemasOfOneFilterAreRefused() throws Exception {
        write("other.yaml", SCHEMA);

        assertThatThrownBy(this::generate)
                .hasMessageContaining(
                        "schemas/counter.yaml and schemas/other.yaml: both describe a filter named Counter");
    }

    @Test
    void folderWithoutSchemasSaysSo() throws Exception {
        Files.delete(schemas.resolve("counter.yaml"));

        assertThatThrownBy(this::generate)
                .hasMessage("schemas: holds no schema; write one with the ending .yaml,"
                        + " or name another place with -Dperstream.schema");
    }

    @Test
    void missingSchemaSaysSo() {
        schemas = folder.resolve("missing.yaml");

        assertThatThrownBy(this::generate)
                .hasMessage("missing.yaml: does not exist; write a schema there,"
                        + " or name another place with -Dperstream.schema");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws Exception {
        Files.write(schemas.resolve("counter.yaml"), new byte[] {'a', (byte) 0xFF});

        assertThatThrownBy(this::generate).hasMessage("schemas/counter.yaml: is not UTF-8; save it in that encoding");
    }

    @Test
    void hooksAreNeverOverwritten() throws Exception {
        generate();
        var hooks = driver.resolve("minifilter/CounterHooks.c");
        var mine = Files.readString(hooks).replace("return CounterHookContinue;", "return CounterHookComplete;");
        Files.writeString(hooks, mine);

        write("counter.yaml", SCHEMA.replace("Counts what is open", "Counts"));
        generate();

        assertThat(hooks).content().isEqualTo(mine);
    }

    @Test
    void schemaThatAsksForAnotherHookYieldsTheTextToAdd() throws Exception {
        generate();
        var hooks = driver.resolve("minifilter/CounterHooks.c");
        var mine = Files.readString(hooks);

        write("counter.yaml", SCHEMA.replace("write: { hooks: [pre]", "write: { hooks: [pre, post]"));

        assertThatThrownBy(this::generate)
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("CounterHooks.c: the routine CounterPostWriteHook is missing")
                .hasMessageContaining("\nVOID\nCounterPostWriteHook(\n");
        assertThat(hooks).content().isEqualTo(mine);
        assertThat(out.resolve("Counter/minifilter/CounterHooks.h")).content().contains("CounterPostWriteHook");
    }

    @Test
    void schemaThatDropsAHookNamesTheRoutineThatIsLeft() throws Exception {
        generate();

        write(
                "counter.yaml",
                SCHEMA.replace("write: { hooks: [pre], contexts: [StreamState] }", "create: { hooks: [post] }"));

        assertThatThrownBy(this::generate)
                .hasMessageContaining("CounterHooks.c: the routine CounterPostCreateHook is missing")
                .hasMessageContaining(": CounterPreWriteHook is not called by the plumbing; remove it, or bring");
    }

    @Test
    void schemaThatDropsAllHooksTellsOfTheAuthorsFileUntilItIsGone() throws Exception {
        generate();
        var hooks = driver.resolve("minifilter/CounterHooks.c");

        write("counter.yaml", SCHEMA.replaceAll("(?s)operations:.*", ""));
        generate();
        generate();

        assertThat(warnings)
                .hasSize(2)
                .allMatch(warning -> warning.startsWith(hooks + ": is no longer compiled, since"));
        Files.delete(hooks);
        generate();
        assertThat(warnings).hasSize(2);
    }

    @Test
    void schemaThatGivesAHookOtherContextsYieldsTheHeadToPaste() throws Exception {
        generate();

        write("counter.yaml", SCHEMA.replace("contexts: [StreamState]", "contexts: [StreamState, HandleState]"));

        assertThatThrownBy(this::generate)
                .hasMessageContaining(": CounterPreWriteHook is not declared as the plumbing calls it;")
                .hasMessageContaining("PCOUNTER_HANDLE_STATE HandleState");
    }

    @Test
    void schemaThatIsNamedItselfGeneratesIntoTheRoot() throws Exception {
        schemas = schemas.resolve("counter.yaml");

        generate();

        assertThat(out.resolve("minifilter/CounterDriver.c")).exists();
        assertThat(out.resolve("minifilter/Makefile")).content().contains("../../driver/minifilter");
    }

    private String generate() throws GenerationException {
        return new Generation(warnings::add).run(new GenerationRequest(schemas, out, Optional.of(driver), folder));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(schemas);
        Files.writeString(schemas.resolve(name), text);
    }

    private void age() throws IOException {
        for (var file : outputs()) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
    }

    private List<String> young() throws IOException {
        var young = new ArrayList<String>();
        for (var file : outputs()) {
            if (!Files.getLastModifiedTime(file).equals(LONG_AGO)) {
                young.add(folder.relativize(file).toString());
            }
        }
        return young;
    }

    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        for (var file : outputs()) {
            contents.put(
                    Objects.requireNonNull(out.getParent()).relativize(file).toString(), Files.readString(file));
        }
        return contents;
    }

    private List<Path> outputs() throws IOException {
        var files = new ArrayList<Path>();
        for (var root : List.of(out, driver)) {
            if (Files.exists(root)) {
                try (var walk = Files.walk(root)) {
                    files.addAll(walk.filter(Files::isRegularFile).sorted().toList());
                }
            }
        }
        return files;
    }
}
