package dev.perstream.track;

import dev.perstream.schema.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a statement into tokens. */
final class Lexer {

    private static final Pattern TOKEN = Pattern.compile("(?<word>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)"
            + "|(?<number>-?[0-9][0-9A-Za-z_]*)"
            + "|(?<symbol>\\+=|-=|\\|=|\\?=|==|!=|<=|>=|=|<|>|\\||\\(|\\))"
            + "|(?<unknown>\\S)");

    private Lexer() {}

    /** The tokens, the last of kind {@link Token.Kind#END}. */
    static List<Token> tokens(Word statement) {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(statement.text());
        while (matcher.find()) {
            var length = matcher.end() - matcher.start();
            tokens.add(new Token(kind(matcher), matcher.group(), statement.at(matcher.start(), length)));
        }
        tokens.add(new Token(Token.Kind.END, "", statement.at(statement.text().length(), 1)));
        return List.copyOf(tokens);
    }

    private static Token.Kind kind(Matcher matcher) {
        if (matcher.group("word") != null) {
            return Token.Kind.WORD;
        } else if (matcher.group("number") != null) {
            return Token.Kind.NUMBER;
        }
        return matcher.group("symbol") != null ? Token.Kind.SYMBOL : Token.Kind.UNKNOWN;
    }
}
