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

    /** Levenshtein's distance, with two letters exchanged as one difference, and one in case alone as none. */
    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        var replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var nearest = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        var exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(nearest, rows[i - 2][j - 2] + 1) : nearest;
    }
}
