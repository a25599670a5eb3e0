package dev.perstream.emit;

import dev.perstream.model.FilterModel;
import dev.perstream.output.Digest;

/** What tells whether a driver and Java classes come from the same schema. */
public final class SchemaFingerprint {

    private SchemaFingerprint() {}

    /**
     * 64 hexadecimal digits: the SHA-256 of all that the schema says. Comments, layout and the order of keys do not count;
     * the order of contexts, fields and statements does.
     */
    public static String of(FilterModel filter) {
        return Digest.of(filter.toString());
    }
}
