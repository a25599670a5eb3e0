package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;

/** What a file says of itself, into a buffer of {@value #BUFFER} bytes. */
final class Querying {

    static final int BUFFER = 512;
    private static final int NAME_HEAD = 4;
    private static final int ALL_HEAD = 96;
    private static final int STREAM_HEAD = 24;
    private static final int STREAM_DECORATION = ":".length() + ":$DATA".length();

    private Querying() {}

    static NtStatus perform(OpenFile file, int informationClass) {
        var stream = file.control.stream;
        if (stream == null) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (file.control.mount.dismounted) {
            return Status.VOLUME_DISMOUNTED;
        }
        return switch (informationClass) {
            case InformationClass.NAME -> nameFits(file, BUFFER - NAME_HEAD);
            case InformationClass.ALL -> nameFits(file, BUFFER - NAME_HEAD - ALL_HEAD);
            case InformationClass.STREAMS -> streamsFit(stream.file, file.control.mount.volume);
            default -> NtStatus.SUCCESS;
        };
    }

    private static NtStatus nameFits(OpenFile file, int capacity) {
        var length = file.nameToQuery().length() * Character.BYTES;
        return length > capacity ? Status.BUFFER_OVERFLOW : NtStatus.SUCCESS;
    }

    /** A directory has no unnamed data. */
    private static NtStatus streamsFit(FileNode node, Volume volume) {
        if (!volume.traits.namedStreams()) {
            return NtStatus.INVALID_PARAMETER;
        }
        var at = 0;
        for (var stream : node.streams) {
            if (stream.isDefault() && node.directory) {
                continue;
            }
            var end = at + STREAM_HEAD + (stream.name.length() + STREAM_DECORATION) * Character.BYTES;
            if (end > BUFFER) {
                return Status.BUFFER_OVERFLOW;
            }
            at = (end + Long.BYTES - 1) & -Long.BYTES;
        }
        return NtStatus.SUCCESS;
    }
}
