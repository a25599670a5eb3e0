package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.schema.ControlCharacters;
import dev.perstream.schema.SchemaTree;
import dev.perstream.schema.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Checks that texts can be written into comments and resources as they are. */
final class TextCheck {

    private static final int LONGEST = 4_000;
    private static final List<Refused> REFUSED = List.of(
            new Refused(Pattern.compile("\\*/"), "it ends a comment of C and Java"),
            new Refused(Pattern.compile("/\\*"), "it begins a comment of C and Java"),
            new Refused(Pattern.compile("\\$\\{|#\\{|<#|</#|<@|</@"), "it looks like a directive of a template"),
            new Refused(Pattern.compile("\\?\\?[=/'()!<>-]"), "it is a trigraph of C"),
            new Refused(Pattern.compile("\\\\(?=\\s*(\\R|$))"), "a backslash at the end joins lines of C"),
            new Refused(Pattern.compile("\\\\u+"), "it is a Unicode escape of Java"));

    private final Problems problems;

    TextCheck(Problems problems) {
        this.problems = problems;
    }

    void check(SchemaTree tree) {
        tree.filter().ifPresent(filter -> {
            filter.description().ifPresent(text -> line(text, "the description"));
            filter.provider().ifPresent(text -> line(text, "the provider"));
        });
        tree.enums().forEach(syntax -> text(syntax.doc()));
        for (var context : tree.contexts()) {
            text(context.doc());
            context.fields().forEach(field -> text(field.doc()));
        }
    }

    /** A text of one line that also goes into quotes. */
    private void line(Word text, String what) {
        if (text.text().contains("\n")) {
            problems.error(Rule.Y13, text.span(), what + " has more than one line", "write it in one");
        }
        var quote = text.text().indexOf('"');
        if (quote >= 0) {
            problems.error(
                    Rule.Y13, text.at(quote, 1), what + " contains a double quote", "use single quotes inside it");
        }
        text(Optional.of(text));
    }

    private void text(Optional<Word> doc) {
        doc.ifPresent(word -> {
            for (var refused : REFUSED) {
                var found = refused.pattern().matcher(word.text());
                while (found.find()) {
                    report(word.at(found.start(), found.end() - found.start()), found.group(), refused.reason());
                }
            }
            IntStream.range(0, word.text().length())
                    .filter(at -> word.text().charAt(at) != '\n' && ControlCharacters.isRefused(word.text(), at))
                    .boxed()
                    .findFirst()
                    .ifPresent(at -> problems.error(
                            Rule.Y13,
                            word.span(),
                            String.format(Locale.ROOT, "the text contains the character U+%04X", (int)
                                    word.text().charAt(at)),
                            "remove it"));
            if (word.text().length() > LONGEST) {
                problems.error(
                        Rule.Y13, word.span(), "the text has more than " + LONGEST + " characters", "shorten it");
            }
        });
    }

    private void report(Span span, String found, String reason) {
        problems.error(Rule.Y13, span, "a text cannot contain '" + found + "': " + reason, "say it in other words");
    }

    /** What a text may not contain, and why. */
    private record Refused(Pattern pattern, String reason) {}
}
