package dev.perstream.harness.fake;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;

/** What was done to a stream. */
public record Tally(long opens, long written) implements ContextSnapshot {

    /** The kind of context. */
    public static final ContextType<Tally> TYPE = ContextType.<Tally>named("Tally", Attachment.STREAM, "Tlly")
            .field("Opens", new NumberCodec(), Tally::opens)
            .field("Written", new NumberCodec(), Tally::written)
            .madeBy(values -> new Tally(values.at(0), values.at(1)));

    @Override
    public ContextType<?> contextType() {
        return TYPE;
    }
}
