package dev.perstream.emit.legacy;

import dev.perstream.emit.c.InformationClasses.ConstantView;
import dev.perstream.emit.c.InformationClasses.TestView;
import dev.perstream.emit.legacy.FastIoCode.EntryView;
import dev.perstream.emit.legacy.HookCode.HookView;
import java.util.List;

/** What the templates of the driver as a whole see. Every text is ready for its place. */
public record DriverView(
        String prefix,
        String upper,
        String tagLiteral,
        List<String> commonHeaders,
        List<FileContextView> fileContexts,
        boolean paged,
        List<InstanceView> instances,
        List<String> carried,
        List<DispatchView> dispatches,
        List<TrackView> fastTracks,
        List<EntryView> fastIo,
        List<HookView> hooks,
        List<ConstantView> informationClasses,
        List<TestView> informationTests,
        List<String> nameClasses,
        List<LazyView> lazyContexts,
        Uses uses) {

    /** A name of one word in the templates' conditions for each thing that not every filter needs. */
    public record Uses(
            boolean names,
            boolean orderedNames,
            boolean lazyNames,
            boolean setup,
            boolean teardown,
            boolean shutdown,
            boolean opens,
            boolean closes,
            boolean created,
            boolean cancels,
            boolean fileSystemControl,
            boolean controlCode,
            boolean deleting,
            boolean threads,
            boolean volumeName,
            boolean pagingFiles,
            boolean nxLookaside,
            boolean driverRuntime) {}

    /**
     * A context that FsRtl links to its object.
     *
     * @param object the word in the names of FsRtl's routines: Stream, File or FileObject
     * @param place what it is on, in words
     * @param irql the highest IRQL at which references change
     * @param named whether it is given its file's name when it is created
     */
    public record FileContextView(
            String name,
            String type,
            String pointer,
            String tag,
            boolean paged,
            String initialize,
            String uninitialize,
            String object,
            String place,
            String irql,
            boolean variable,
            boolean named) {}

    /**
     * The context in the device extension.
     *
     * @param textCapacity the constant for the most characters of the text behind it; empty if there is none
     */
    public record InstanceView(
            String name, String type, String pointer, String initialize, String uninitialize, String textCapacity) {}

    /**
     * A dispatch routine of a major function.
     *
     * @param registered whether it stands in the driver object itself
     */
    public record DispatchView(String major, String routine, boolean registered) {}

    /** The declaration of a routine that runs statements after fast I/O. */
    public record TrackView(String name, List<String> parameters) {

        public TrackView {
            parameters = List.copyOf(parameters);
        }
    }

    /** A context with names that are kept lazily. */
    public record LazyView(
            String name, String pointer, String refreshRenamed, String refresh, List<String> generations) {

        public LazyView {
            generations = List.copyOf(generations);
        }
    }
}
