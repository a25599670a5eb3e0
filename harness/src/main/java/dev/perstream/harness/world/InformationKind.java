package dev.perstream.harness.world;

import java.util.Locale;

/** What can be asked about a file. */
public enum InformationKind {
    BASIC,
    STANDARD,
    NAME,
    INTERNAL,
    STREAMS,
    ALL,
    NETWORK_OPEN;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
