package dev.perstream.harness.model.machine;

import java.util.function.Predicate;

/** The 8.3 names that long names get: {@code LONGNA~1.TXT}. */
final class ShortNames {

    private static final String OTHERS = "!#$%&'()-@^_`{}~";
    private static final int BASE = 8;
    private static final int EXTENSION = 3;
    private static final int KEPT = 6;

    private ShortNames() {}

    /** Whether a name is an 8.3 name itself. */
    static boolean isShort(String name) {
        var dot = name.indexOf('.');
        var base = dot < 0 ? name : name.substring(0, dot);
        var extension = dot < 0 ? "" : name.substring(dot + 1);
        if (dot >= 0 && extension.isEmpty()) {
            return false;
        }
        return !base.isEmpty()
                && base.length() <= BASE
                && extension.length() <= EXTENSION
                && base.chars().allMatch(ShortNames::mayHave)
                && extension.chars().allMatch(ShortNames::mayHave);
    }

    /** The 8.3 name of a long one: the first that is not taken. */
    static String of(String name, Predicate<String> isTaken) {
        var end = name.length();
        while (end > 1 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        var dot = name.lastIndexOf('.', end - 1);
        if (dot < 1) {
            dot = end;
        }
        var base = kept(name.substring(0, dot), KEPT, true);
        var extension = dot < end ? kept(name.substring(dot + 1, end), EXTENSION, false) : "";
        for (var number = 1; ; number++) {
            var digits = Integer.toString(number);
            var keep = Math.min(base.length(), BASE - 1 - digits.length());
            var candidate = base.substring(0, keep) + "~" + digits + (extension.isEmpty() ? "" : "." + extension);
            if (!isTaken.test(candidate)) {
                return candidate;
            }
        }
    }

    private static String kept(String part, int most, boolean withoutDots) {
        var kept = new StringBuilder();
        for (var i = 0; i < part.length() && kept.length() < most; i++) {
            var character = part.charAt(i);
            if (character == ' ' || (withoutDots && character == '.')) {
                continue;
            }
            kept.append(mayHave(character) ? Character.toUpperCase(character) : '_');
        }
        return kept.toString();
    }

    private static boolean mayHave(int character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || OTHERS.indexOf(character) >= 0;
    }
}
