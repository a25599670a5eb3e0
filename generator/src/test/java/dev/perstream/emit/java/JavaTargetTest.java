package dev.perstream.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.SampleFilters;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.model.FilterModel;
import dev.perstream.output.Owner;
import dev.perstream.output.PlannedFile;
import org.junit.jupiter.api.Test;

/** What the statements of a schema become in Java, and what is tested of them. */
class JavaTargetTest {

    private static final String SCHEMA = """
            perstream: 1
            filter:
              name: Test
              version: 1.0.0
              models: [minifilter]
              group: activity-monitor
              altitude: 370030
              windows: 10.0.19041
              architectures: [x64]
            enums:
              Verdict: { type: uint8, values: { unknown: 0, clean: 1 } }
            flags:
              Seen: { type: uint32, values: { read: 1, written: 2 } }
            contexts:
              StreamState:
                attach: stream
                lock: spin-lock
                fields:
                  Small:   uint8
                  Large:   { type: uint64, interlocked: true }
                  Change:  int32
                  Yes:     bool
                  Verdict: Verdict
                  Seen:    Seen
                  Last:    time
                  Name:    { type: string, max: 64, name: lazy }
                track:
                  %s
              HandleState:
                attach: stream-handle
                fields:
                  Stream: { ref: StreamState }
                track:
                  create: [Stream = StreamState]
            """;

    @Test
    void sumsAndDifferencesWrapAroundAsTheFieldsDo() {
        assertThat(behaviour("read: [Small += 200, Change -= 7, Large += length]"))
                .contains("""
                        state = state.withSmall(Integers.uint8(state.small() + 200));
                        state = state.withChange(Integers.int32(state.change() - 7));
                        state = state.withLarge(state.large() + event.length());
                """);
    }

    @Test
    void bitsAndTruthsAreCombined() {
        assertThat(behaviour("read: [Small |= 3, Yes |= paging, Seen |= read | written, Seen |= Seen]"))
                .contains("""
                        state = state.withSmall(state.small() | 3);
                        state = state.withYes(state.yes() || event.paging());
                        state = state.withSeen(state.seen().or(Flags.of(Seen.class, 0).with(Seen.READ).with(Seen.WRITTEN)));
                        state = state.withSeen(state.seen().or(state.seen()));
                """);
    }

    @Test
    void whatIsStoredOnceLooksWhetherItIsUnset() {
        assertThat(behaviour("create: [Last ?= now, Verdict ?= clean, Yes ?= true, Name ?= name, Large ?= 5]"))
                .contains("if (!state.last().isSet()) {")
                .contains("if (state.verdict().value() == 0) {")
                .contains("if (!state.yes()) {")
                .contains("if (event.name().isPresent() && state.name().isEmpty()) {")
                .contains("if (state.large() == 0) {\n            state = state.withLarge(5L);");
    }

    @Test
    void conditionsAreJavas() {
        assertThat(behaviour("write: [Yes = true when succeeded and (Large > length or not paging) and Last < now]"))
                .contains("""
                        if ((event.succeeded() && (Long.compareUnsigned(state.large(), event.length()) > 0 || !event.paging())) \
                && state.last().compareTo(event.now()) < 0) {
                """);
    }

    @Test
    void aDiscardLeavesWhatOthersStillReferTo() {
        assertThat(behaviour("rename: [Small += 1, discard when Small > 3]")).contains("""
                        var state = before;
                        var discarded = false;
                        state = state.withSmall(Integers.uint8(state.small() + 1));
                        if (state.small() > 3) {
                            discarded = true;
                        }
                        return new Effect<>(state, discarded);
                """);
        assertThat(behaviour("rename: [discard]")).contains("return new Effect<>(before, true);");
    }

    @Test
    void aReferenceWaitsForItsContext() {
        assertThat(behaviour("create: [Small = 1]")).contains("""
                        if (event.reference(StreamState.TYPE).value().isPresent()) {
                            state = state.withStream(event.reference(StreamState.TYPE));
                        }
                """);
    }

    @Test
    void lazilyKeptNamesAreNamed() {
        assertThat(behaviour("create: [Name = name]")).contains("List.of(\"Name\"),\n");
    }

    @Test
    void eachMethodShowsTheSchemasLines() {
        assertThat(behaviour(
                        "write: [Seen |= read | written, Large += length when succeeded and not (failed or paging)]"))
                .contains("""
                     * After write:
                     * <pre>{@code
                     *   Large += length when succeeded and not (failed or paging)
                     * }</pre>
                """);
    }

    @Test
    void eachStatementHasATestAndOnesThatCannotAreListed() {
        var test = file(
                filter("create-mailslot: [Small += 1]\n      write: [Large += length when succeeded]"),
                "TestContractTest");

        assertThat(test)
                .contains("void streamState_write_addsLengthToLargeWhenSucceeded(TestFilter filter)")
                .contains("<li>StreamState, create-mailslot: Small += 1: a test has no step for the operation")
                .doesNotContain("createMailslot_");
    }

    @Test
    void statementsOfARenameWaitForItsSuccessAndThoseOfEachSetInformationDoNot() {
        var test = file(filter("set-information: [Small += 1]\n      rename: [Small += 2]"), "TestContractTest");

        assertThat(test).contains("""
                                expected = expected.withSmall(Integers.uint8(expected.small() + 1));
                                if (event.succeeded()) {
                                    expected = expected.withSmall(Integers.uint8(expected.small() + 2));
                                }
                """);
    }

    @Test
    void theFirstTestIsTheAuthorsAndUsesTheFirstStreamContext() {
        var files =
                new JavaTarget(filter -> new JavaPlacement("com.example", "out", "driver")).plan(SampleFilters.audit());

        assertThat(files)
                .filteredOn(file -> file.owner() == Owner.SCAFFOLD)
                .singleElement()
                .satisfies(file -> assertThat(file.path()).isEqualTo("com/example/AuditTest.java"))
                .satisfies(file -> assertThat(file.content()).contains("""
                            @Test
                            void secondOpenSharesTheStreamState(AuditFilter audit) {
                                Volume c = audit.mount(FileSystem.NTFS);
                                Handle a = c.open("\\\\log.txt");
                                Handle b = c.open("\\\\log.txt");
                                assertThat(audit.streamState(a)).isSameAs(audit.streamState(b));
                            }
                        """));
    }

    @Test
    void contextsAreListedInTheOrderInWhichADriverGetsThem() {
        var stream = SCHEMA.substring(SCHEMA.indexOf("  StreamState:"), SCHEMA.indexOf("  HandleState:"));
        var handle = SCHEMA.substring(SCHEMA.indexOf("  HandleState:"));
        var swapped = SCHEMA.replace(stream + handle, handle + stream).formatted("create: [Small = 1]");
        var read = Perstream.read(new SourceText("test.yaml", swapped)).value().orElseThrow();

        assertThat(file(read, "TestFilter"))
                .contains("List.of(TestBehaviour.streamState(), TestBehaviour.handleState())");
    }

    private static String behaviour(String track) {
        return file(filter(track), "TestBehaviour");
    }

    private static FilterModel filter(String track) {
        var read = Perstream.read(new SourceText("test.yaml", SCHEMA.formatted(track)));
        return read.value().orElseThrow(() -> new AssertionError(read.diagnostics()));
    }

    private static String file(FilterModel filter, String name) {
        return new JavaTarget(any -> new JavaPlacement("com.example", "out", "driver"))
                .plan(filter).stream()
                        .filter(file -> file.path().endsWith("/" + name + ".java"))
                        .map(PlannedFile::content)
                        .findFirst()
                        .orElseThrow();
    }
}
