package dev.perstream.harness.model.sample;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;

/** How many files were opened in a transaction. */
public record TransactionNote(long opens) implements ContextSnapshot {

    /** The kind of context. */
    public static final ContextType<TransactionNote> TYPE = ContextType.<TransactionNote>named(
                    "TransactionNote", Attachment.TRANSACTION, "SmTr")
            .field("Opens", Codecs.uint32(), TransactionNote::opens)
            .madeBy(values -> new TransactionNote(values.at(0)));

    @Override
    public ContextType<?> contextType() {
        return TYPE;
    }
}
