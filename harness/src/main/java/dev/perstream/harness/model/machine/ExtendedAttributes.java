package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import java.util.Locale;

/** The extended attributes of a file: that it has them, not what they hold. */
final class ExtendedAttributes {

    private ExtendedAttributes() {}

    static NtStatus query(OpenFile file) {
        var stream = file.control.stream;
        var status = check(file);
        if (!status.isSuccess() || stream == null) {
            return status;
        }
        return stream.file.extendedAttributes.isEmpty() ? Status.NO_EAS_ON_FILE : NtStatus.SUCCESS;
    }

    static NtStatus set(OpenFile file, String attribute, boolean remove) {
        var stream = file.control.stream;
        var status = check(file);
        if (status.isSuccess() && stream != null) {
            var name = attribute.toUpperCase(Locale.ROOT);
            if (remove) {
                stream.file.extendedAttributes.remove(name);
            } else {
                stream.file.extendedAttributes.add(name);
            }
        }
        return status;
    }

    private static NtStatus check(OpenFile file) {
        if (!file.control.mount.volume.traits.extendedAttributes()) {
            return Status.EAS_NOT_SUPPORTED;
        }
        return file.control.stream == null ? NtStatus.INVALID_PARAMETER : FileRequests.verified(file);
    }
}
