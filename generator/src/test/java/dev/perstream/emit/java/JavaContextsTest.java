package dev.perstream.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.SampleFilters;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.model.FilterModel;
import dev.perstream.output.PlannedFile;
import org.junit.jupiter.api.Test;

class JavaContextsTest {

    private static final String HEAD = """
            perstream: 1
            filter:
              name: Test
              version: 1.0.0
              models: [minifilter]
              group: activity-monitor
              altitude: 370030
              windows: 10.0.19041
              architectures: [x64]
            """;

    @Test
    void eachContextAndEnumIsAFileInItsPackage() {
        assertThat(new JavaContexts("com.example.audit").plan(SampleFilters.audit()))
                .extracting(PlannedFile::path)
                .containsExactly(
                        "com/example/audit/Verdict.java",
                        "com/example/audit/StreamState.java",
                        "com/example/audit/HandleState.java");
    }

    @Test
    void anEnumHasItsConstantsWithTheirValuesAndWords() {
        assertThat(file(SampleFilters.audit(), "Verdict")).contains("""
                        public enum Verdict implements Constant {
                            UNKNOWN(0, "unknown"),
                            CLEAN(1, "clean"),
                            DIRTY(2, "dirty");
                        """);
    }

    @Test
    void aRecordDescribesItsFieldsAndWhereTheyLie() {
        assertThat(file(SampleFilters.audit(), "HandleState")).contains("""
                        public record HandleState(Reference<StreamState> stream, long process) implements ContextSnapshot {
                            /** Its fields, and where they lie in each driver's memory. */
                            public static final ContextType<HandleState> TYPE = ContextType
                                    .<HandleState>named("HandleState", Attachment.STREAM_HANDLE, "AuHs")
                                    .field("Stream", Codecs.reference(StreamState.TYPE), HandleState::stream)
                                    .field("Process", Codecs.processId(), HandleState::process)
                                    .layout(DriverModel.MINIFILTER, Abi.X64, ContextLayout.of(72, 56, 64))
                                    .layout(DriverModel.MINIFILTER, Abi.ARM64, ContextLayout.of(72, 56, 64))
                                    .layout(DriverModel.MINIFILTER, Abi.X86, ContextLayout.of(40, 32, 36))
                                    .layout(DriverModel.LEGACY, Abi.X64, ContextLayout.of(160, 144, 152))
                                    .layout(DriverModel.LEGACY, Abi.ARM64, ContextLayout.of(160, 144, 152))
                                    .layout(DriverModel.LEGACY, Abi.X86, ContextLayout.of(88, 80, 84))
                                    .madeBy(values -> new HandleState(values.at(0), values.at(1)));
                        """).contains("""
                            /** The same with another process. */
                            public HandleState withProcess(long process) {
                                return new HandleState(stream, process);
                            }
                        """);
    }

    @Test
    void whatADocSaysIsTextAndNotMarkup() {
        var schema = HEAD + """
                contexts:
                  State:
                    attach: stream
                    doc: "Less < more & {@code x} costs $L, see @param"
                    fields:
                      Count: { type: int32, doc: "<b>Opens</b>" }
                """;

        assertThat(file(read(schema), "State"))
                .contains(" * Less &lt; more &amp; &#123;&#64;code x&#125; costs $L, see &#64;param.\n")
                .contains(" * @param count &lt;b&gt;Opens&lt;/b&gt;\n");
    }

    @Test
    void aTypeThatIsNamedAsOneOfTheHarnessIsToldApart() {
        var schema = HEAD + """
                enums:
                  Bytes: { type: uint64, values: { none: 0, most: 0xFFFFFFFFFFFFFFFF } }
                contexts:
                  State:
                    attach: stream
                    fields:
                      Kind: Bytes
                      Digest: { type: bytes, size: 4 }
                """;

        assertThat(file(read(schema), "State"))
                .contains("record State(Bytes kind, dev.perstream.harness.abi.Bytes digest)");
        assertThat(file(read(schema), "Bytes")).contains("MOST(0xFFFFFFFFFFFFFFFFL, \"most\")");
    }

    private static FilterModel read(String schema) {
        var read = Perstream.read(new SourceText("test.yaml", schema));
        return read.value().orElseThrow(() -> new AssertionError(read.diagnostics()));
    }

    private static String file(FilterModel filter, String name) {
        return new JavaContexts("com.example")
                .plan(filter).stream()
                        .filter(file -> file.path().equals("com/example/" + name + ".java"))
                        .map(PlannedFile::content)
                        .findFirst()
                        .orElseThrow();
    }
}
