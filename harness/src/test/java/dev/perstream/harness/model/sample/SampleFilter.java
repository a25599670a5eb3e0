package dev.perstream.harness.model.sample;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.model.ContextBehaviour;
import dev.perstream.harness.model.ContextBehaviour.CreateWhen;
import dev.perstream.harness.model.ContextBehaviour.Tracked;
import dev.perstream.harness.model.ContextBehaviour.Use;
import dev.perstream.harness.model.Effect;
import dev.perstream.harness.model.Event;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.Phase;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The filter: what its schema would say, as functions. */
public final class SampleFilter {

    private static final ContextBehaviour<StreamNote> STREAM = behaviour(
            StreamNote.TYPE,
            CreateWhen.FIRST_OPEN,
            List.of("Name"),
            after(Operation.CREATE, (note, event) -> note.opened(event.name().orElse(note.name()), event.now())),
            after(Operation.RENAME, (note, event) -> note.renamed(event.name().orElse(note.name()))),
            before(Operation.CLEANUP, (note, event) -> note.cleanedUp()),
            before(Operation.CLOSE, (note, event) -> note.closed()),
            after(Operation.WRITE, (note, event) -> event.succeeded() ? note.wrote(event.length()) : note),
            new Tracked<>(Operation.HARD_LINK, Phase.AFTER, (note, event) -> new Effect<>(note, true)));

    private static final ContextBehaviour<FileNote> FILE = behaviour(
            FileNote.TYPE,
            CreateWhen.FIRST_OPEN,
            List.of(),
            after(Operation.CREATE, (note, event) -> new FileNote(note.opens() + 1)));

    private static final ContextBehaviour<HandleNote> HANDLE = behaviour(
            HandleNote.TYPE,
            CreateWhen.FIRST_OPEN,
            List.of(),
            after(
                    Operation.CREATE,
                    (note, event) ->
                            new HandleNote(event.reference(StreamNote.TYPE), event.process(), event.thread())));

    private static final ContextBehaviour<VolumeCounts> VOLUME = behaviour(
            VolumeCounts.TYPE,
            CreateWhen.FIRST_OPEN,
            List.of(),
            after(
                    Operation.SETUP,
                    (counts, event) -> counts.named(event.volumeName().orElse(""))),
            before(Operation.CREATE, (counts, event) -> counts.plus(1)),
            before(Operation.CLEANUP, (counts, event) -> counts.plus(2)),
            before(Operation.CLOSE, (counts, event) -> counts.plus(3)),
            before(Operation.READ, (counts, event) -> counts.plus(4)),
            before(Operation.SET_INFORMATION, (counts, event) -> counts.plus(5)),
            before(Operation.DIRECTORY_CONTROL, (counts, event) -> counts.plus(6)),
            before(Operation.SHUTDOWN, (counts, event) -> counts.plus(7)));

    private static final ContextBehaviour<TransactionNote> TRANSACTION = behaviour(
            TransactionNote.TYPE,
            CreateWhen.FIRST_OPEN,
            List.of(),
            after(Operation.CREATE, (note, event) -> new TransactionNote(note.opens() + 1)));

    /** The whole filter. */
    public static final FilterDefinition DEFINITION = new FilterDefinition(
            "Sample", "0".repeat(64), "10.0.19041", List.of(STREAM, FILE, HANDLE, VOLUME, TRANSACTION), Map.of());

    private SampleFilter() {}

    /** A filter with a stream context only, which comes into being with the first write. */
    public static FilterDefinition onFirstWrite() {
        var stream = behaviour(
                StreamNote.TYPE,
                CreateWhen.FIRST_USE,
                List.of(),
                after(Operation.WRITE, (note, event) -> note.wrote(event.length())));
        return new FilterDefinition("Sample", "0".repeat(64), "10.0.19041", List.of(stream), Map.of());
    }

    /** A filter whose opens fail where the file can have no context; that of the stream is had before. */
    public static FilterDefinition withFileContextsOnly() {
        var file = new ContextBehaviour<>(
                FILE.type(), FILE.create(), true, FILE.initial(), FILE.tracks(), FILE.lazyNames(), FILE.otherUses());
        return new FilterDefinition(
                "Sample", "0".repeat(64), "10.0.19041", List.of(STREAM, file, HANDLE, VOLUME), Map.of());
    }

    /** A filter that notes on each volume what was opened last. */
    public static FilterDefinition withLastOpened() {
        var volume = behaviour(
                VolumeCounts.TYPE,
                CreateWhen.FIRST_OPEN,
                List.of(),
                after(
                        Operation.CREATE,
                        (counts, event) -> counts.named(event.name().orElse(counts.name()))));
        return new FilterDefinition("Sample", "0".repeat(64), "10.0.19041", List.of(volume), Map.of());
    }

    /** A filter that notes on each stream and on each file which thread has opened it last. */
    public static FilterDefinition withLastThreads() {
        var stream = behaviour(
                StreamNote.TYPE,
                CreateWhen.FIRST_OPEN,
                List.of(),
                after(Operation.CREATE, (note, event) -> note.renamed(Long.toString(event.thread()))));
        var file = behaviour(
                FileNote.TYPE,
                CreateWhen.FIRST_OPEN,
                List.of(),
                after(Operation.CREATE, (note, event) -> new FileNote(event.thread())));
        return new FilterDefinition("Sample", "0".repeat(64), "10.0.19041", List.of(stream, file), Map.of());
    }

    /** A filter that gives up a stream's context before each change, behind which its hooks are handed one. */
    public static FilterDefinition withHooksAfterChanges() {
        var stream = new ContextBehaviour<>(
                StreamNote.TYPE,
                CreateWhen.FIRST_USE,
                false,
                (zero, event) -> zero,
                List.of(
                        after(Operation.CREATE, (note, event) -> note.wrote(1)),
                        new Tracked<StreamNote>(
                                Operation.SET_INFORMATION, Phase.BEFORE, (note, event) -> new Effect<>(note, true)),
                        before(Operation.CLEANUP, (note, event) -> note.cleanedUp())),
                List.of("Name"),
                List.of(new Use(Operation.SET_INFORMATION, Phase.AFTER, false)));
        return new FilterDefinition("Sample", "0".repeat(64), "10.0.19041", List.of(stream), Map.of());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static <T extends ContextSnapshot> ContextBehaviour<T> behaviour(
            ContextType<T> type, CreateWhen create, List<String> lazyNames, Tracked<T>... tracks) {
        return new ContextBehaviour<>(
                type, create, false, (zero, event) -> zero, List.of(tracks), lazyNames, List.of());
    }

    private static <T extends ContextSnapshot> Tracked<T> before(Operation operation, BiFunction<T, Event, T> change) {
        return new Tracked<>(operation, Phase.BEFORE, (note, event) -> Effect.kept(change.apply(note, event)));
    }

    private static <T extends ContextSnapshot> Tracked<T> after(Operation operation, BiFunction<T, Event, T> change) {
        return new Tracked<>(operation, Phase.AFTER, (note, event) -> Effect.kept(change.apply(note, event)));
    }
}
