package dev.perstream.harness.model.machine;

import org.jspecify.annotations.Nullable;

/**
 * How far a directory was read through one file object.
 *
 * @param pattern what the entries match; empty: all
 * @param dots how many of the entries {@code .} and {@code ..} were passed
 * @param last the key of the entry that was returned last; null: none yet
 * @param begun whether it was read at all
 */
record DirectoryScan(String pattern, int dots, @Nullable String last, boolean begun) {

    static final DirectoryScan NONE = new DirectoryScan("", 0, null, false);
}
