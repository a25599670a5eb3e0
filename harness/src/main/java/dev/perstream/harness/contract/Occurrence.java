package dev.perstream.harness.contract;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.model.Event;
import java.util.List;
import java.util.Optional;

/**
 * An operation that a test brought about, and the context that it tracks.
 *
 * @param story what was done, in words
 * @param requests what the filter saw of it, in order; nearly always one request
 * @param before what the context held; zeros if there was none yet
 * @param afterwards what it holds; empty if there is none any more
 * @param <T> the context's class
 */
public record Occurrence<T extends ContextSnapshot>(
        String story, List<Event> requests, T before, Optional<T> afterwards) {

    public Occurrence {
        requests = List.copyOf(requests);
    }

    /**
     * What the context holds afterwards.
     *
     * @throws AssertionError if there is none
     */
    public T after() {
        return afterwards.orElseThrow(
                () -> new AssertionError("after " + story + " there is no " + before.contextType() + " any more"));
    }

    @Override
    public String toString() {
        return story;
    }
}
