package dev.perstream.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.model.DriverModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFingerprintTest {

    private static final String SCHEMA = """
            perstream: 1
            filter:
              name: Test
              description: Before
              version: 1.0.0
              models: [minifilter, legacy]
              group: activity-monitor
              altitude: 370030
              windows: 10.0.19041
              architectures: [x64]
            enums:
              Verdict: { type: uint8, values: { unknown: 0, clean: 1 } }
            contexts:
              StreamState:
                attach: stream
                tag: TeSs
                fields:
                  Opens: uint32
                  Closes: uint32
                  Verdict: Verdict
                track:
                  create: [Opens += 1, Verdict = unknown when created]
                  cleanup: [Closes += 1]
              VolumeState:
                attach: instance
                tag: TeIn
                fields: { Mounts: uint32 }
            operations:
              create: { hooks: [post] }
            """;

    /** Each a change of the schema that neither its driver nor its models would notice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "description: Before                  | description: After",
                "version: 1.0.0                       | version: 2.0.0",
                "altitude: 370030                     | altitude: 370031",
                "models: [minifilter, legacy]         | models: [legacy]",
                "architectures: [x64]                 | architectures: [arm64, x64]",
                "attach: stream                       | attach: stream   # a comment",
                "attach: stream                       | doc: A text\\n    attach: stream",
                "attach: stream\\n    tag: TeSs        | tag: TeSs\\n    attach: stream",
                "unknown: 0, clean: 1                 | clean: 1, unknown: 0",
            })
    void whatHasNoEffectDoesNotCount(String before, String after) {
        assertThat(fingerprint(changed(before, after))).isEqualTo(fingerprint(SCHEMA));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: Test                      | name: Other",
                "windows: 10.0.19041             | windows: 10.0.17763",
                "clean: 1                        | clean: 2",
                "clean: 1                        | clear: 1",
                "type: uint8                     | type: uint16",
                "attach: stream                  | attach: file",
                "attach: stream                  | create: first-use\\n    attach: stream",
                "attach: stream                  | lock: resource\\n    attach: stream",
                "tag: TeSs                       | tag: TeSt",
                "Opens: uint32                   | Opens: int32",
                "Opens: uint32                   | Opens: { type: uint32, interlocked: true }",
                "Opens: uint32\\n      Closes: uint32 | Closes: uint32\\n      Opens: uint32",
                "cleanup: [Closes += 1]          | cleanup: [Closes += 2]",
                "unknown when created            | unknown when succeeded",
                "Opens += 1, Verdict = unknown when created | Verdict = unknown when created, Opens += 1",
                "hooks: [post]                   | hooks: [post], contexts: [StreamState]",
            })
    void whatADriverOrAModelWouldDoOtherwiseCounts(String before, String after) {
        assertThat(fingerprint(changed(before, after))).isNotEqualTo(fingerprint(SCHEMA));
    }

    @Test
    void aDriverSaysWhichSchemaItIsFrom() {
        var minifilter = Emitted.of(DriverModel.MINIFILTER, SCHEMA).file("Schema.c");
        var legacy = Emitted.of(DriverModel.LEGACY, SCHEMA).file("Schema.c");

        assertThat(fingerprint(SCHEMA)).matches("[0-9a-f]{64}");
        assertThat(minifilter)
                .contains("const CHAR TestSchemaFingerprint[65] =\n    \"" + fingerprint(SCHEMA) + "\";")
                .doesNotContain("InstanceContextOffset");
        assertThat(legacy)
                .contains(fingerprint(SCHEMA))
                .contains(
                        "const ULONG TestInstanceContextOffset =\n    FIELD_OFFSET(TEST_DEVICE_EXTENSION, VolumeState);");
    }

    private static String changed(String before, String after) {
        var from = before.replace("\\n", "\n");
        assertThat(SCHEMA).contains(from);
        return SCHEMA.replace(from, after.replace("\\n", "\n"));
    }

    private static String fingerprint(String schema) {
        var read = Perstream.read(new SourceText("test.yaml", schema));
        return SchemaFingerprint.of(read.value().orElseThrow(() -> new AssertionError(read.diagnostics() + schema)));
    }
}
