package dev.perstream.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tokens of a C text, without comments and preprocessor lines. */
final class CText {

    private static final Pattern TOKEN =
            Pattern.compile("(?s)(?<skip>\\s+|//(?:\\\\\\r?\\n|[^\\n])*|/\\*.*?(?:\\*/|\\z))"
                    + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
                    + "|[0-9][A-Za-z0-9_.]*"
                    + "|.");

    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^[ \\t]*#(?:.*\\\\\\r?\\n)*.*");

    /**
     * A token.
     *
     * @param text as written
     * @param isWord whether it is an identifier or a keyword
     * @param offset where it starts
     */
    record Token(String text, boolean isWord, int offset) {

        boolean is(String other) {
            return text.equals(other);
        }
    }

    private final String text;
    private final List<Token> tokens;

    CText(String text) {
        this.text = text;
        this.tokens = scan(withoutDirectives(text));
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The line of a token, from 1. */
    int lineOf(Token token) {
        return 1
                + (int) text.substring(0, token.offset())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The position after the bracket that closes the one at a position, or the end. */
    int afterGroup(int open) {
        var depth = 0;
        for (var i = open; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                depth++;
            } else if (tokens.get(i).is(")") && --depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private static String withoutDirectives(String text) {
        return DIRECTIVE.matcher(text).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
    }

    private static List<Token> scan(String text) {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (matcher.group("skip") == null) {
                tokens.add(new Token(matcher.group(), matcher.group("word") != null, matcher.start()));
            }
        }
        return List.copyOf(tokens);
    }
}
