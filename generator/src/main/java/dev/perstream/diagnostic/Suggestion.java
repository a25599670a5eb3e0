package dev.perstream.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses what a misspelled word was meant to be. */
public final class Suggestion {

    private static final int MOST_LISTED = 14;

    private Suggestion() {}

    /** A fix for an unknown word: the nearest known one if any is near, else the list of all. */
    public static String fix(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> known.isEmpty() || known.size() > MOST_LISTED ? "" : "use " + listed(known));
    }

    /** Known words as a sentence lists them. */
    public static String listed(Collection<String> words) {
        var all = words.stream().toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        return all.stream().limit(all.size() - 1L).collect(Collectors.joining(", ")) + " or " + all.get(all.size() - 1);
    }

    /** The known word that is nearest, if it is near enough to be meant; the first of several. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        var limit = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Levenshtein's distance, a difference in case alone counting nothing. */
    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
