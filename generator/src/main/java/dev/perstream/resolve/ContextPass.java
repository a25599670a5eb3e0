package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Attachment;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.Lock;
import dev.perstream.model.Pool;
import dev.perstream.model.Unavailable;
import dev.perstream.schema.ContextSyntax;
import dev.perstream.schema.Word;
import java.util.Optional;
import java.util.function.Function;

/** Resolves the properties of contexts, apart from their statements. */
final class ContextPass {

    private final String filterName;
    private final FieldPass fields;
    private final Words words;

    /**
     * A pass over contexts.
     *
     * @param filterName what tags are derived from
     * @param fields resolves the fields
     * @param problems takes what is wrong
     */
    ContextPass(String filterName, FieldPass fields, Problems problems) {
        this.filterName = filterName;
        this.fields = fields;
        this.words = new Words(problems);
    }

    ContextDraft resolve(ContextSyntax syntax) {
        return new ContextDraft(
                syntax,
                syntax.attach()
                        .flatMap(word ->
                                words.oneOf(word, Attachment.values(), Attachment::key, Rule.Y9, "kind of context")),
                word(
                        syntax.create(),
                        CreateWhen.values(),
                        CreateWhen::key,
                        "moment of creation",
                        CreateWhen.FIRST_OPEN),
                word(syntax.pool(), Pool.values(), Pool::key, "pool", Pool.NONPAGED),
                syntax.tag()
                        .map(Word::text)
                        .orElseGet(() -> derivedTag(filterName, syntax.name().text())),
                word(syntax.lock(), Lock.values(), Lock::key, "lock", Lock.FAST_MUTEX),
                word(
                        syntax.unavailable(),
                        Unavailable.values(),
                        Unavailable::key,
                        "value of 'unavailable'",
                        Unavailable.IGNORE),
                syntax.probe().flatMap(word -> words.truth(word, "probe")).orElse(false),
                syntax.fields().stream()
                        .flatMap(field -> fields.resolve(field).stream())
                        .toList());
    }

    private <E> E word(Optional<Word> word, E[] known, Function<E, String> key, String what, E otherwise) {
        return word.flatMap(w -> words.oneOf(w, known, key, Rule.Y9, what)).orElse(otherwise);
    }

    /** Two letters of the filter's name and two initials of the context's: {@code AuSs} for Audit's StreamState. */
    static String derivedTag(String filterName, String contextName) {
        var parts = contextName.split("(?=[A-Z])", -1);
        var last = parts[parts.length - 1];
        var initials = parts.length > 1
                ? contextName.substring(0, 1) + Character.toLowerCase(last.isEmpty() ? 'x' : last.charAt(0))
                : (contextName + "xx").substring(0, 2);
        return (filterName + "xx").substring(0, 2) + initials;
    }
}
