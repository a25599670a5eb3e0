package dev.perstream.harness.world;

import java.util.Locale;

/** How bytes are read or written. */
public enum IoOption {
    /** Past the cache: {@code IRP_NOCACHE}. */
    NO_CACHE,
    /** As the memory manager does it. */
    PAGING,
    /** Completed later, at DISPATCH_LEVEL. */
    PEND,
    /** By fast I/O, which may be refused. */
    FAST,
    /** By an IRP even where fast I/O is possible. */
    IRP,
    /** A write at the end of the file. */
    APPEND;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
