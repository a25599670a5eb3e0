package dev.perstream.harness.world;

import java.util.Locale;

/** What can be asked about a file. */
public enum InformationKind {
    /** {@code FileBasicInformation}: times and attributes. */
    BASIC,
    /** {@code FileStandardInformation}: sizes, the number of names, whether it is a folder, and whether it is being deleted. */
    STANDARD,
    /** {@code FileNameInformation}: the name with which it was opened, from the volume's root. */
    NAME,
    /** {@code FileInternalInformation}: the number by which the file system knows it. */
    INTERNAL,
    /** {@code FileStreamInformation}: the streams of the file, with their sizes. */
    STREAMS,
    /** {@code FileAllInformation}: most of the others at once. */
    ALL,
    /** {@code FileNetworkOpenInformation}: times, sizes and attributes. */
    NETWORK_OPEN;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
