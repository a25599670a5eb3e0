package dev.perstream.output;

import java.io.IOException;
import java.util.Collection;

/** Files that cannot be written where they belong. The message tells the user which, why, and what to do. */
public final class OutputException extends IOException {

    private static final long serialVersionUID = 1L;

    /** One reason. */
    public OutputException(String message) {
        super(message);
    }

    /** One reason that another exception tells of. */
    public OutputException(String message, IOException cause) {
        super(message, cause);
    }

    /** All reasons that were found before anything was written. */
    static OutputException of(Collection<String> problems) {
        return new OutputException(String.join("\n", problems));
    }

    /** An input or output error at a path, in words. */
    static OutputException at(Object path, String action, IOException cause) {
        return new OutputException(path + ": " + action + ": " + reason(cause), cause);
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.FileAlreadyExistsException exists) {
            return exists.getFile() + " exists and is not a folder";
        }
        if (e instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
