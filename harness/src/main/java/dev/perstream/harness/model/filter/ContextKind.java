package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextField;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.model.ContextBehaviour;
import dev.perstream.harness.model.ContextBehaviour.CreateWhen;
import dev.perstream.harness.model.ContextBehaviour.Tracked;
import dev.perstream.harness.model.Event;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.Phase;
import dev.perstream.harness.model.Track;
import dev.perstream.harness.model.machine.Mount;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of context with all contexts of that kind that are attached to something.
 *
 * @param <T> the class of its snapshots
 */
final class ContextKind<T extends ContextSnapshot> {

    private final ContextBehaviour<T> behaviour;
    private final List<ContextField<T, ?>> references;
    private final Map<Phase, Map<Operation, List<Track<T>>>> tracks = new EnumMap<>(Phase.class);
    private final Map<Phase, Set<Operation>> uses = new EnumMap<>(Phase.class);
    /** Those that a context is used in only if they have succeeded. */
    private final Set<Operation> usesOnSuccess = EnumSet.allOf(Operation.class);

    private final Map<Object, LiveContext<T>> attached = new LinkedHashMap<>();
    private final T zero;

    ContextKind(ContextBehaviour<T> behaviour) {
        this.behaviour = behaviour;
        this.zero = behaviour.type().zero();
        this.references = behaviour.type().fields().stream()
                .filter(field -> field.value().apply(zero) instanceof Reference)
                .toList();
        for (var phase : Phase.values()) {
            tracks.put(phase, new EnumMap<>(Operation.class));
            uses.put(phase, EnumSet.noneOf(Operation.class));
        }
        for (var tracked : behaviour.tracks()) {
            add(tracked);
        }
        for (var use : behaviour.otherUses()) {
            uses(use.phase()).add(use.operation());
            if (use.phase() == Phase.AFTER && !use.onSuccess()) {
                usesOnSuccess.remove(use.operation());
            }
        }
    }

    private void add(Tracked<T> tracked) {
        var operation = tracked.operation();
        var ofPhase = tracks.getOrDefault(tracked.phase(), Map.of());
        ofPhase.merge(
                operation,
                List.of(tracked.track()),
                (one, other) -> java.util.stream.Stream.concat(one.stream(), other.stream())
                        .toList());
        uses(tracked.phase()).add(operation);
    }

    private Set<Operation> uses(Phase phase) {
        return uses.getOrDefault(phase, Set.of());
    }

    Attachment attachment() {
        return behaviour.type().attachment();
    }

    ContextBehaviour<T> behaviour() {
        return behaviour;
    }

    /** Whether it hangs on something that is opened. */
    boolean isOfFile() {
        var attachment = attachment();
        return attachment == Attachment.FILE
                || attachment == Attachment.STREAM
                || attachment == Attachment.STREAM_HANDLE;
    }

    /** Whether it hangs on a volume, or the filter's instance on it. */
    boolean isOfVolume() {
        var attachment = attachment();
        return attachment == Attachment.VOLUME || attachment == Attachment.INSTANCE;
    }

    boolean isCreatedOnOpen() {
        return behaviour.create() == CreateWhen.FIRST_OPEN;
    }

    /** Whether what is opened without it must not be used. */
    boolean isRequired() {
        return behaviour.failsOperations();
    }

    /** Whether statements track an operation, or its hooks are handed the context. */
    boolean isUsedBy(Operation operation) {
        return isUsedBy(operation, Phase.BEFORE) || isUsedBy(operation, Phase.AFTER);
    }

    /** The same for one phase. */
    boolean isUsedBy(Operation operation, Phase phase) {
        return uses(phase).contains(operation);
    }

    /** Whether it is used after an operation whatever the outcome. */
    boolean isUsedAfterFailure(Operation operation) {
        return !usesOnSuccess.contains(operation);
    }

    boolean isTracked(Operation operation, Phase phase) {
        return tracks.getOrDefault(phase, Map.of()).containsKey(operation);
    }

    Optional<LiveContext<T>> find(Object anchor) {
        return Optional.ofNullable(attached.get(anchor));
    }

    LiveContext<T> create(Object anchor, Event event, long identity, Mount mount) {
        var initial = behaviour.initial().apply(zero, event);
        var context = new LiveContext<>(behaviour.type(), references, identity, mount, initial);
        attached.put(anchor, context);
        return context;
    }

    /** Carries out the statements; a context that they discard is taken off its object. */
    void run(Operation operation, Phase phase, LiveContext<T> context, Event event) {
        for (var track : tracks.getOrDefault(phase, Map.of()).getOrDefault(operation, List.of())) {
            var effect = track.apply(context.state(), event);
            context.become(effect.state());
            if (effect.discarded()) {
                attached.values().remove(context);
            }
        }
    }

    /** The object goes, and with it its context. */
    void end(Object anchor) {
        attached.remove(anchor);
    }

    /** The filter leaves a volume. */
    void endAll(Mount mount) {
        attached.values().removeIf(context -> context.mount() == mount);
    }

    void endAll() {
        attached.clear();
    }

    Collection<LiveContext<T>> all() {
        return Collections.unmodifiableCollection(attached.values());
    }
}
