package dev.perstream.harness.model.sample;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Reference;

/** Who opened a handle, and on which stream. */
public record HandleNote(Reference<StreamNote> stream, long process, long thread) implements ContextSnapshot {

    /** The kind of context. */
    public static final ContextType<HandleNote> TYPE = ContextType.<HandleNote>named(
                    "HandleNote", Attachment.STREAM_HANDLE, "SmHa")
            .field("Stream", Codecs.reference(StreamNote.TYPE), HandleNote::stream)
            .field("Process", Codecs.processId(), HandleNote::process)
            .field("Thread", Codecs.threadId(), HandleNote::thread)
            .madeBy(values -> new HandleNote(values.at(0), values.at(1), values.at(2)));

    @Override
    public ContextType<?> contextType() {
        return TYPE;
    }
}
