package dev.perstream.harness.model.sample;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import java.util.List;

/** The requests that reached a volume, and its name. */
public record VolumeCounts(
        String name, long creates, long cleanups, long closes, long reads, long changes, long lists, long shutdowns)
        implements ContextSnapshot {

    private static final int LONGEST = 100;

    /** The kind of context. */
    public static final ContextType<VolumeCounts> TYPE = ContextType.<VolumeCounts>named(
                    "VolumeCounts", Attachment.INSTANCE, "SmVo")
            .field("Name", Codecs.string(LONGEST), VolumeCounts::name)
            .field("Creates", Codecs.uint32(), VolumeCounts::creates)
            .field("Cleanups", Codecs.uint32(), VolumeCounts::cleanups)
            .field("Closes", Codecs.uint32(), VolumeCounts::closes)
            .field("Reads", Codecs.uint32(), VolumeCounts::reads)
            .field("Changes", Codecs.uint32(), VolumeCounts::changes)
            .field("Lists", Codecs.uint32(), VolumeCounts::lists)
            .field("Shutdowns", Codecs.uint32(), VolumeCounts::shutdowns)
            .madeBy(values -> new VolumeCounts(
                    values.at(0),
                    values.at(1),
                    values.at(2),
                    values.at(3),
                    values.at(4),
                    values.at(5),
                    values.at(6),
                    values.at(7)));

    @Override
    public ContextType<?> contextType() {
        return TYPE;
    }

    /** The counters as text, for a test to compare at a glance. */
    public List<Long> counts() {
        return List.of(creates, cleanups, closes);
    }

    VolumeCounts named(String newName) {
        return new VolumeCounts(newName, creates, cleanups, closes, reads, changes, lists, shutdowns);
    }

    VolumeCounts plus(int field) {
        return new VolumeCounts(
                name,
                creates + (field == 1 ? 1 : 0),
                cleanups + (field == 2 ? 1 : 0),
                closes + (field == 3 ? 1 : 0),
                reads + (field == 4 ? 1 : 0),
                changes + (field == 5 ? 1 : 0),
                lists + (field == 6 ? 1 : 0),
                shutdowns + (field == 7 ? 1 : 0));
    }
}
