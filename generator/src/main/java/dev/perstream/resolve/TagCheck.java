package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.schema.Word;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that each pool tag has its form and belongs to one context (rule R5). */
final class TagCheck {

    private static final Pattern TAG = Pattern.compile("[ -~]{4}");
    private static final Pattern UNQUOTABLE = Pattern.compile("['\\\\\"]|\\?\\?");

    private final Problems problems;

    TagCheck(Problems problems) {
        this.problems = problems;
    }

    void check(List<ContextDraft> contexts) {
        var owners = new HashMap<String, ContextDraft>();
        for (var context : contexts) {
            context.syntax().tag().ifPresent(this::form);
            var first = owners.putIfAbsent(context.tag(), context);
            if (first != null) {
                var place = context.syntax()
                        .tag()
                        .map(Word::span)
                        .orElse(context.syntax().name().span());
                problems.error(
                        Rule.R5,
                        place,
                        "the pool tag '" + context.tag() + "' is that of the context '" + first.name() + "' too",
                        context.syntax().tag().isPresent()
                                ? "give each context a tag of its own"
                                : "add a 'tag' of its own");
            }
        }
    }

    private void form(Word tag) {
        if (!TAG.matcher(tag.text()).matches()) {
            problems.error(
                    Rule.R5,
                    tag.span(),
                    "a pool tag has four printable 7-bit characters, and '" + tag.text() + "' "
                            + (tag.text().length() == 4
                                    ? "has others"
                                    : "has " + tag.text().length()),
                    "write four, such as AuSs");
        } else if (UNQUOTABLE.matcher(tag.text()).find()) {
            problems.error(
                    Rule.R5,
                    tag.span(),
                    "the pool tag '" + tag.text() + "' cannot be written as a character constant of C",
                    "use letters and digits");
        }
    }
}
