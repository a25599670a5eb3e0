package dev.perstream.harness.differential;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;

/** A context of the tests: how often a file is open, how much was written, and what it is called. */
record Tally(long opens, long bytes, String name) implements ContextSnapshot {

    static final ContextType<Tally> TYPE = ContextType.<Tally>named("Tally", Attachment.STREAM, "TeTa")
            .field("Opens", Codecs.uint64(), Tally::opens)
            .field("Bytes", Codecs.uint64(), Tally::bytes)
            .field("Name", Codecs.string(1024), Tally::name)
            .madeBy(values -> new Tally(values.at(0), values.at(1), values.at(2)));

    @Override
    public ContextType<Tally> contextType() {
        return TYPE;
    }
}
