package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import org.jspecify.annotations.Nullable;

/** One query of a directory's entries, into a buffer of {@value #BUFFER} bytes ([MS-FSA] 2.1.5.6.3). */
final class Listing {

    private static final int BUFFER = 512;
    /** Where the name of an entry begins: FILE_BOTH_DIR_INFORMATION. */
    private static final int HEAD = 94;

    private final OpenFile file;
    private final FileNode directory;
    private int dots;
    private @Nullable String last;

    private Listing(OpenFile file, FileNode directory) {
        this.file = file;
        this.directory = directory;
        this.dots = file.scan.dots();
        this.last = file.scan.last();
    }

    static NtStatus perform(OpenFile file, String pattern, boolean restart) {
        var stream = file.control.stream;
        if (stream == null || !file.isDirectory()) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (file.control.mount.dismounted) {
            return Status.VOLUME_DISMOUNTED;
        }
        if (file.link != null && file.link.removed) {
            return NtStatus.DELETE_PENDING;
        }
        var first = !file.scan.begun();
        if (first || restart) {
            file.scan = new DirectoryScan(pattern.isEmpty() ? file.scan.pattern() : pattern, 0, null, true);
        }
        var status = new Listing(file, stream.file).fill();
        return status.equals(Status.NO_MORE_FILES) && first ? Status.NO_SUCH_FILE : status;
    }

    private NtStatus fill() {
        var at = 0;
        for (var name = next(); name != null; name = next()) {
            var end = at + HEAD + name.length() * Character.BYTES;
            if (end > BUFFER) {
                return at == 0 ? Status.BUFFER_OVERFLOW : NtStatus.SUCCESS;
            }
            file.scan = new DirectoryScan(file.scan.pattern(), dots, last, true);
            at = (end + Long.BYTES - 1) & -Long.BYTES;
        }
        return at == 0 ? Status.NO_MORE_FILES : NtStatus.SUCCESS;
    }

    /** The scan goes by name, so that what is deleted or made meanwhile confuses nobody. The root has no dots. */
    private @Nullable String next() {
        var pattern = file.scan.pattern();
        while (dots < 2 && directory.firstLink() != null) {
            var name = dots++ == 0 ? "." : "..";
            if (Names.matches(pattern, name)) {
                return name;
            }
        }
        var from = last;
        var rest = from == null ? directory.children : directory.children.tailMap(from, false);
        for (var entry : rest.entrySet()) {
            var link = entry.getValue();
            last = entry.getKey();
            if (Names.matches(pattern, link.name)
                    || (!link.shortName.isEmpty() && Names.matches(pattern, link.shortName))) {
                return link.name;
            }
        }
        return null;
    }
}
