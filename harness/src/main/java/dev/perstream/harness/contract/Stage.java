package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.Handle;
import dev.perstream.harness.Transaction;
import dev.perstream.harness.Volume;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Event;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.FileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A volume on which operations are brought about, one after the other, while a kind of context is watched.
 *
 * @param <T> the context's class
 */
final class Stage<T extends ContextSnapshot> {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int LENGTH = 100;

    private final Filter filter;
    private final ContextType<T> type;
    private final Volume volume;
    private final List<Occurrence<T>> occurrences = new ArrayList<>();
    private int files;

    Stage(Filter filter, ContextType<T> type) {
        this.filter = filter;
        this.type = type;
        this.volume = filter.mount(FileSystem.NTFS);
    }

    Filter filter() {
        return filter;
    }

    Volume volume() {
        return volume;
    }

    /** What has occurred so far. */
    List<Occurrence<T>> occurrences() {
        return List.copyOf(occurrences);
    }

    /** Whether the context is one of a volume or of the filter's instance on it. */
    boolean isOfVolume() {
        return switch (type.attachment()) {
            case VOLUME, INSTANCE -> true;
            default -> false;
        };
    }

    boolean isOfHandle() {
        return switch (type.attachment()) {
            case STREAM_HANDLE -> true;
            default -> false;
        };
    }

    boolean isOfTransaction() {
        return switch (type.attachment()) {
            case TRANSACTION -> true;
            default -> false;
        };
    }

    /** The path of a file that is not there yet. */
    String newPath() {
        files++;
        return "\\file" + files + ".txt";
    }

    /** A file of 100 bytes, open. */
    Handle file() {
        return volume.create(newPath()).write(0, LENGTH);
    }

    /** What is asked for in a request, with how it ended. */
    Given given(Operation operation, NtStatus status) {
        return given(operation, status, volume);
    }

    Given given(Operation operation, NtStatus status, Volume where) {
        return Given.of(operation, status)
                .with("now", Facts.now(filter))
                .with("process", Facts.PROCESS)
                .with("thread", Facts.THREAD)
                .with("instance", Facts.instance(where));
    }

    /** Something is done that concerns what a handle is open on. */
    void occurs(String story, Handle subject, Supplier<List<Given>> action) {
        Function<ContextType<?>, Optional<? extends ContextSnapshot>> reached = other -> reached(other, subject);
        watch(story, () -> reached(type, subject), reached, action);
    }

    /** Something is done that concerns a handle that is not there before. */
    void opens(String story, Supplier<Opened> action) {
        occurs(story, () -> Optional.empty(), action);
    }

    /** Something opens a further handle on what another is open on. */
    void opensAgain(String story, Handle other, Supplier<Opened> action) {
        occurs(story, () -> isOfHandle() ? Optional.empty() : reached(type, other), action);
    }

    /** What an open led to. */
    record Opened(Given given, Optional<Handle> handle) {}

    private void occurs(String story, Supplier<Optional<T>> former, Supplier<Opened> action) {
        filter.pass(BETWEEN);
        var before = isOfVolume() ? filter.findContext(type, volume) : former.get();
        var opened = action.get();
        var after = isOfVolume()
                ? filter.findContext(type, volume)
                : opened.handle().flatMap(handle -> filter.findContext(type, handle));
        var given = opened.handle()
                .map(handle -> reaching(opened.given(), other -> reached(other, handle)))
                .orElse(opened.given());
        add(story, List.of(given), before, after);
    }

    /** Something is done that concerns a transaction. */
    void occursIn(Transaction transaction, String story, Supplier<List<Given>> action) {
        watch(story, () -> filter.findContext(type, transaction), other -> Optional.empty(), action);
    }

    /** Something is done that concerns a volume. */
    void occursOn(Volume where, String story, Supplier<List<Given>> action) {
        watch(story, () -> filter.findContext(type, where), other -> filter.findContext(other, where), action);
    }

    /** The filter is attached to a volume that it was not attached to. */
    void attaches(String story, Supplier<Volume> action) {
        filter.pass(BETWEEN);
        var where = action.get();
        var given = given(Operation.SETUP, NtStatus.SUCCESS, where).with("volume-name", Facts.device(where));
        add(story, List.of(given), Optional.empty(), filter.findContext(type, where));
    }

    private void watch(
            String story,
            Supplier<Optional<T>> look,
            Function<ContextType<?>, Optional<? extends ContextSnapshot>> reached,
            Supplier<List<Given>> action) {
        filter.pass(BETWEEN);
        var before = look.get();
        var requests = action.get();
        add(story, requests.stream().map(given -> reaching(given, reached)).toList(), before, look.get());
    }

    /** With all contexts that the operation reaches, as they are now. */
    private Given reaching(Given given, Function<ContextType<?>, Optional<? extends ContextSnapshot>> reached) {
        Map<ContextType<?>, ContextSnapshot> contexts = new HashMap<>();
        for (var behaviour : filter.definition().contexts()) {
            reached.apply(behaviour.type()).ifPresent(context -> contexts.put(behaviour.type(), context));
        }
        return given.with("contexts", contexts);
    }

    private void add(String story, List<Given> requests, Optional<T> before, Optional<T> after) {
        occurrences.add(new Occurrence<>(story, List.<Event>copyOf(requests), before.orElseGet(type::zero), after));
    }

    private <C extends ContextSnapshot> Optional<C> reached(ContextType<C> other, Handle handle) {
        return switch (other.attachment()) {
            case VOLUME, INSTANCE -> filter.findContext(other, handle.volume());
            default -> filter.findContext(other, handle);
        };
    }
}
