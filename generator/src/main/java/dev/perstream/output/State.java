package dev.perstream.output;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run remembers for the next one.
 *
 * @param fingerprint what the files were made from
 * @param files the digest of each plumbing file, by path
 * @param scaffolds the digest of each of the author's files that this run or a former one planned, by path
 */
record State(Fingerprint fingerprint, SortedMap<String, String> files, SortedMap<String, String> scaffolds) {

    static final State NONE = new State(Fingerprint.NONE, new TreeMap<>(), new TreeMap<>());

    private static final String HEADER = "Perstream state 1";

    State {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        scaffolds = Collections.unmodifiableSortedMap(new TreeMap<>(scaffolds));
    }

    /** While files are being changed: those of both runs, so that a run that dies leaves nothing unknown behind. */
    State during(State next) {
        var both = new TreeMap<>(files);
        both.putAll(next.files);
        var bothScaffolds = new TreeMap<>(scaffolds);
        bothScaffolds.putAll(next.scaffolds);
        return new State(Fingerprint.NONE, both, bothScaffolds);
    }

    /** The text that is kept on disk. */
    byte[] encode() {
        var text = new StringBuilder(HEADER).append('\n');
        append(text, "input", fingerprint.inputs());
        append(text, "file", files);
        append(text, "scaffold", scaffolds);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, String kind, SortedMap<String, String> entries) {
        entries.forEach((name, digest) -> text.append(kind)
                .append(' ')
                .append(digest)
                .append(' ')
                .append(name)
                .append('\n'));
    }

    /** Reads a kept text. What is not understood, or names a path that no run plans, is left out. */
    static State decode(byte[] bytes) {
        var inputs = new TreeMap<String, String>();
        var files = new TreeMap<String, String>();
        var scaffolds = new TreeMap<String, String>();
        var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            return NONE;
        }
        for (var line : lines.subList(1, lines.size())) {
            var words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("input")) {
                inputs.put(words[2], words[1]);
            } else if (words.length == 3 && PlannedPaths.isSafe(words[2])) {
                (words[0].equals("scaffold") ? scaffolds : files).put(words[2], words[1]);
            }
        }
        return new State(new Fingerprint(inputs), files, scaffolds);
    }
}
