package dev.perstream.output;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the output of a run depends on: the digest of each input under its name. Names are relative, so that a tree does
 * not depend on where it lies.
 *
 * @param inputs digests by name; empty if the run cannot be skipped
 */
public record Fingerprint(SortedMap<String, String> inputs) {

    /** Of a run that is to be repeated in any case. */
    public static final Fingerprint NONE = new Fingerprint(new TreeMap<>());

    public Fingerprint {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }

    /** Whether a run with this fingerprint gives what a run with another one gave. */
    boolean repeats(Fingerprint former) {
        return !inputs.isEmpty() && inputs.equals(former.inputs);
    }
}
