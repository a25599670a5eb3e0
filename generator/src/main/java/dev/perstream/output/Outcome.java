package dev.perstream.output;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run changed.
 *
 * @param written plumbing files that are new or differ from what was there
 * @param unchanged plumbing files that were there already, byte for byte
 * @param removed files of a former run that this one does not plan
 * @param scaffolds files that were written for the author to fill in
 * @param kept files of a former run that were not removed since somebody replaced them
 * @param abandoned the author's files of a former run that this one does not plan; they are never removed
 * @param gaps where the author's files do not fit the plumbing
 */
public record Outcome(
        int written,
        int unchanged,
        int removed,
        int scaffolds,
        List<String> kept,
        List<String> abandoned,
        List<ScaffoldGap> gaps) {

    public Outcome {
        kept = List.copyOf(kept);
        abandoned = List.copyOf(abandoned);
        gaps = List.copyOf(gaps);
    }

    /** Whether the run touched any file. */
    public boolean changed() {
        return written + removed + scaffolds > 0;
    }

    /** What happened, as a sentence without a full stop. */
    public String sentence() {
        if (!changed()) {
            return "up to date: " + files(unchanged) + " unchanged";
        }
        var clauses = new ArrayList<String>();
        clauses.add(files(written) + " written");
        if (unchanged > 0) {
            clauses.add(unchanged + " unchanged");
        }
        if (removed > 0) {
            clauses.add(removed + " removed");
        }
        if (scaffolds > 0) {
            clauses.add(files(scaffolds) + " for you to fill in");
        }
        return String.join(", ", clauses);
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }
}
