package dev.perstream.harness.context;

import java.util.Locale;

/** The kinds of file-system filter drivers. */
public enum DriverModel {
    /** On the Filter Manager. */
    MINIFILTER,
    /** Attached to the file system's device stack. */
    LEGACY;

    /** The word of the schema, and the name of the driver's folder. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
