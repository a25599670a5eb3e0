package dev.perstream.harness.model.sample;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;

/** How often a file was opened, through whatever stream and name. */
public record FileNote(long opens) implements ContextSnapshot {

    /** The kind of context. */
    public static final ContextType<FileNote> TYPE = ContextType.<FileNote>named("FileNote", Attachment.FILE, "SmFi")
            .field("Opens", Codecs.uint32(), FileNote::opens)
            .madeBy(values -> new FileNote(values.at(0)));

    @Override
    public ContextType<?> contextType() {
        return TYPE;
    }
}
