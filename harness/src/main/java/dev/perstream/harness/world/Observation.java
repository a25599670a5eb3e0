package dev.perstream.harness.world;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.SystemTime;
import java.util.List;
import java.util.Optional;

/**
 * All contexts of the filter at one moment.
 *
 * @param contexts sorted by attachment and by where they are reached from
 * @param attachedTo the letters of the volumes that the filter is attached to, sorted
 * @param time the machine's
 */
public record Observation(List<Observed> contexts, List<Character> attachedTo, SystemTime time) {

    public Observation {
        contexts = List.copyOf(contexts);
        attachedTo = List.copyOf(attachedTo);
    }

    /** The context of a kind that is reached from a handle, a transaction or a volume ({@code "C:"}). */
    public Optional<Observed> find(Attachment attachment, String from) {
        return contexts.stream()
                .filter(context -> context.attachment() == attachment
                        && context.reachedFrom().contains(from))
                .findFirst();
    }
}
