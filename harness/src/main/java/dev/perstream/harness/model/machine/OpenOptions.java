package dev.perstream.harness.model.machine;

import dev.perstream.harness.model.machine.OpenRequest.Disposition;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import java.util.Map;
import java.util.Optional;

/** What callers open files with. */
final class OpenOptions {

    private static final int SHARE_READ_WRITE = ShareCounts.SHARE_READ | ShareCounts.SHARE_WRITE;
    private static final int SHARE_ALL = SHARE_READ_WRITE | ShareCounts.SHARE_DELETE;

    private static final Map<OpenOption, Disposition> DISPOSITIONS = Map.of(
            OpenOption.EXISTING, Disposition.OPEN,
            OpenOption.CREATE, Disposition.CREATE,
            OpenOption.REPLACE, Disposition.SUPERSEDE,
            OpenOption.OVERWRITE, Disposition.OVERWRITE_IF);

    private static final Map<OpenOption, Long> FLAGS = Map.of(
            OpenOption.DIRECTORY, OpenRequest.DIRECTORY,
            OpenOption.DELETE_ON_CLOSE, OpenRequest.DELETE_ON_CLOSE,
            OpenOption.SEQUENTIAL, OpenRequest.SEQUENTIAL,
            OpenOption.WRITE_THROUGH, OpenRequest.WRITE_THROUGH,
            OpenOption.NO_BUFFERING, OpenRequest.NO_BUFFERING);

    /** Attributes are asked for. */
    static final OpenRequest QUERY = new OpenRequest(
            OpenRequest.FILE_READ_ATTRIBUTES | OpenRequest.SYNCHRONIZE,
            SHARE_ALL,
            Disposition.OPEN,
            OpenRequest.SYNCHRONOUS,
            false,
            false,
            null);

    /** A volume is opened to be dismounted. */
    static final OpenRequest DISMOUNT = new OpenRequest(
            OpenRequest.GENERIC_READ_WRITE | OpenRequest.SYNCHRONIZE,
            SHARE_READ_WRITE,
            Disposition.OPEN,
            OpenRequest.SYNCHRONOUS,
            false,
            false,
            null);

    private OpenOptions() {}

    /** The folder that a file is to be renamed into. */
    static OpenRequest targetDirectory(OpenFile file) {
        return new OpenRequest(
                OpenRequest.FILE_WRITE_DATA | OpenRequest.SYNCHRONIZE,
                SHARE_READ_WRITE,
                Disposition.OPEN,
                OpenRequest.BACKUP_INTENT,
                false,
                true,
                file.request.transaction());
    }

    /** As a step says. */
    static OpenRequest request(OpeningStep.Open step, Optional<KernelTransaction> transaction) {
        var chosen = step.options();
        var full = OpenRequest.FILE_GENERIC_READ | OpenRequest.FILE_GENERIC_WRITE | OpenRequest.DELETE;
        var flags = OpenRequest.SYNCHRONOUS;
        for (var flag : FLAGS.entrySet()) {
            flags |= chosen.contains(flag.getKey()) ? flag.getValue() : 0;
        }
        return new OpenRequest(
                chosen.contains(OpenOption.READ_ONLY) ? OpenRequest.FILE_GENERIC_READ : full,
                chosen.contains(OpenOption.EXCLUSIVE) ? 0 : SHARE_ALL,
                step.path().endsWith(":") ? Disposition.OPEN : disposition(step),
                flags,
                chosen.contains(OpenOption.PAGING_FILE),
                false,
                transaction.orElse(null));
    }

    /** The first that is chosen holds. */
    private static Disposition disposition(OpeningStep.Open step) {
        for (var option : OpenOption.values()) {
            if (step.options().contains(option) && DISPOSITIONS.containsKey(option)) {
                return DISPOSITIONS.getOrDefault(option, Disposition.OPEN_IF);
            }
        }
        return Disposition.OPEN_IF;
    }
}
