package dev.perstream.harness.model.sample;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.SystemTime;

/** What happened to a stream. */
public record StreamNote(String name, long opens, long cleanups, long closes, long written, SystemTime firstOpened)
        implements ContextSnapshot {

    private static final int LONGEST = 1024;

    /** The kind of context. */
    public static final ContextType<StreamNote> TYPE = ContextType.<StreamNote>named(
                    "StreamNote", Attachment.STREAM, "SmSt")
            .field("Name", Codecs.string(LONGEST), StreamNote::name)
            .field("Opens", Codecs.uint32(), StreamNote::opens)
            .field("Cleanups", Codecs.uint32(), StreamNote::cleanups)
            .field("Closes", Codecs.uint32(), StreamNote::closes)
            .field("Written", Codecs.uint32(), StreamNote::written)
            .field("FirstOpened", Codecs.time(), StreamNote::firstOpened)
            .madeBy(values ->
                    new StreamNote(values.at(0), values.at(1), values.at(2), values.at(3), values.at(4), values.at(5)));

    @Override
    public ContextType<?> contextType() {
        return TYPE;
    }

    StreamNote opened(String newName, SystemTime now) {
        return new StreamNote(newName, opens + 1, cleanups, closes, written, firstOpened.isSet() ? firstOpened : now);
    }

    StreamNote renamed(String newName) {
        return new StreamNote(newName, opens, cleanups, closes, written, firstOpened);
    }

    StreamNote cleanedUp() {
        return new StreamNote(name, opens, cleanups + 1, closes, written, firstOpened);
    }

    StreamNote closed() {
        return new StreamNote(name, opens, cleanups, closes + 1, written, firstOpened);
    }

    StreamNote wrote(long length) {
        return new StreamNote(name, opens, cleanups, closes, written + length, firstOpened);
    }
}
