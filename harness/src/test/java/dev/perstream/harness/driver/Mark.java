package dev.perstream.harness.driver;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.Codecs;
import dev.perstream.harness.context.ContextLayout;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.Pointer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the test drivers keep of everything that a context can be attached to.
 *
 * @param type its kind: of a volume, a stream, ...
 * @param other an address
 * @param count a number
 */
record Mark(ContextType<?> type, Pointer other, long count) implements ContextSnapshot {

    /** Of each attachment one. The structures are those of {@code src/test/simulator/live}. */
    static final List<ContextType<Mark>> TYPES =
            Arrays.stream(Attachment.values()).map(Mark::type).toList();

    @Override
    public ContextType<?> contextType() {
        return type;
    }

    /** The kind of an attachment. */
    static ContextType<Mark> of(Attachment attachment) {
        return TYPES.stream()
                .filter(type -> type.attachment() == attachment)
                .findFirst()
                .orElseThrow();
    }

    private static ContextType<Mark> type(Attachment attachment) {
        var name = attachment.name().charAt(0) + attachment.name().substring(1).toLowerCase(Locale.ROOT);
        var type = ContextType.<Mark>named(name.replace("_h", "H") + "Mark", attachment, "Rule")
                .field("Other", Codecs.pointer(), Mark::other)
                .field("Count", Codecs.uint32(), Mark::count)
                .layout(DriverModel.MINIFILTER, Abi.X64, ContextLayout.of(24, 0L, 16L));
        if (attachment == Attachment.STREAM) {
            type.layout(DriverModel.LEGACY, Abi.X64, ContextLayout.of(72, 16L, 64L));
        } else if (attachment == Attachment.INSTANCE) {
            type.layout(DriverModel.LEGACY, Abi.X64, ContextLayout.of(8, 0L, 0L));
        }
        return type.madeBy(values -> new Mark(of(attachment), values.at(0), values.at(1)));
    }
}
