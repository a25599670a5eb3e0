package dev.perstream.harness.world;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A context that is there.
 *
 * @param attachment what it is attached to
 * @param reachedFrom the names of the handles or the transaction through which it is reached, or its volume as
 *     {@code "C:"}; for one whose object nobody has open {@code "C: kept"}
 * @param snapshot what it holds
 * @param identity what tells it from others on the same side: its address, or a number of the model's
 */
public record Observed(Attachment attachment, SortedSet<String> reachedFrom, ContextSnapshot snapshot, long identity) {

    public Observed {
        reachedFrom = Collections.unmodifiableSortedSet(new TreeSet<>(reachedFrom));
    }
}
