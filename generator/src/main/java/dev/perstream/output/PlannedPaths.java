package dev.perstream.output;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a planned path may look like, so that it means the same file on every system and stays below its root. */
final class PlannedPaths {

    /** Letters, digits and what is harmless in a file name everywhere; a segment starts with none of the dots. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*(?<!\\.)");

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private PlannedPaths() {}

    /** Whether a path is one that may be written or removed. */
    static boolean isSafe(String path) {
        for (var segment : path.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches() || DEVICE.matcher(segment).matches()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks the paths of a run.
     *
     * @throws IllegalArgumentException if one is not safe, or if two mean one file where case does not count
     */
    static void check(List<PlannedFile> files) {
        var seen = new HashMap<String, String>();
        for (var file : files) {
            if (!isSafe(file.path())) {
                throw new IllegalArgumentException("unsafe path " + file.path());
            }
            var other = seen.put(file.owner() + "/" + file.path().toLowerCase(Locale.ROOT), file.path());
            if (other != null) {
                throw new IllegalArgumentException("two files for " + other + " and " + file.path());
            }
        }
    }
}
