package dev.perstream.harness.model.machine;

/** Names of files: how they compare, which are legal, which match an expression. */
final class Names {

    private static final int LONGEST = 255;
    private static final String WILD = "*?<>\"";
    private static final String ILLEGAL = WILD + "|/\\:";

    private Names() {}

    /** What names are compared by: case makes no difference. */
    static String key(String name) {
        var length = name.length();
        for (var i = 0; i < length; i++) {
            var character = name.charAt(i);
            if (Character.toUpperCase(character) != character) {
                return raised(name);
            }
        }
        return name;
    }

    private static String raised(String name) {
        var characters = name.toCharArray();
        for (var i = 0; i < characters.length; i++) {
            characters[i] = Character.toUpperCase(characters[i]);
        }
        return new String(characters);
    }

    /** Whether a file or stream can be called so. */
    static boolean isLegal(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            var character = name.charAt(i);
            if (character < ' ' || ILLEGAL.indexOf(character) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name matches an expression with {@code *}, {@code ?} and their DOS relatives. */
    static boolean matches(String expression, String name) {
        return expression.isEmpty() || expression.equals("*") || matches(key(expression), 0, key(name), 0);
    }

    private static boolean matches(String pattern, int from, String name, int start) {
        var at = start;
        for (var i = from; i < pattern.length(); i++) {
            var character = pattern.charAt(i);
            switch (character) {
                case '*', '<' -> {
                    return matchesStar(pattern, i, name, at);
                }
                case '>' -> at += at < name.length() && name.charAt(at) != '.' ? 1 : 0;
                case '"' -> {
                    if (at < name.length() && name.charAt(at++) != '.') {
                        return false;
                    }
                }
                default -> {
                    if (at == name.length() || (character != '?' && character != name.charAt(at))) {
                        return false;
                    }
                    at++;
                }
            }
        }
        return at == name.length();
    }

    /** A DOS star stops at the name's last dot. */
    private static boolean matchesStar(String pattern, int star, String name, int start) {
        for (var at = start; ; at++) {
            if (matches(pattern, star + 1, name, at)) {
                return true;
            }
            var stops = at < name.length()
                    && pattern.charAt(star) == '<'
                    && name.charAt(at) == '.'
                    && name.indexOf('.', at + 1) < 0;
            if (at == name.length() || stops) {
                return false;
            }
        }
    }
}
