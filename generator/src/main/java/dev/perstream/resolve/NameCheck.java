package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Mangling;
import dev.perstream.schema.ContextSyntax;
import dev.perstream.schema.EnumSyntax;
import dev.perstream.schema.SchemaTree;
import dev.perstream.schema.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the form of each name, and that nobody else has taken it. */
final class NameCheck {

    private static final Pattern PASCAL = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 40;
    private static final List<String> STATEMENT_WORDS = List.of("when", "not", "and", "or", "true", "false", "discard");

    private final Problems problems;

    NameCheck(Problems problems) {
        this.problems = problems;
    }

    void check(SchemaTree tree) {
        tree.filter().flatMap(filter -> filter.name()).ifPresent(name -> {
            if (pascal(name, "filter")) {
                taken(name, "filter", ReservedNames.filterTakenBy(name.text()));
            }
        });
        tree.enums().forEach(this::enumeration);
        tree.contexts().forEach(this::context);
    }

    private void enumeration(EnumSyntax syntax) {
        var what = syntax.flags() ? "set of flags" : "enum";
        if (pascal(syntax.name(), what)) {
            taken(syntax.name(), what, ReservedNames.typeTakenBy(syntax.name().text()));
        }
        syntax.constants().forEach(constant -> kebab(constant.name()));
    }

    private void context(ContextSyntax syntax) {
        if (pascal(syntax.name(), "context")) {
            taken(
                    syntax.name(),
                    "context",
                    ReservedNames.contextTakenBy(syntax.name().text()));
        }
        syntax.fields().forEach(field -> field(field.name()));
    }

    private void field(Word name) {
        if (pascal(name, "field")) {
            taken(name, "field", ReservedNames.fieldTakenBy(name.text()));
        }
    }

    private boolean pascal(Word name, String what) {
        if (!PASCAL.matcher(name.text()).matches()) {
            var better = pascalCase(name.text());
            problems.error(
                    Rule.Y10,
                    name.span(),
                    "'" + shown(name) + "' is no name for " + article(what) + what
                            + ": it takes letters and digits, a capital first",
                    better.isEmpty() ? "" : "write '" + better + "'");
            return false;
        }
        return length(name, what) && taken(name, what, ReservedNames.takenBy(name.text()));
    }

    private void kebab(Word name) {
        if (!KEBAB.matcher(name.text()).matches()) {
            var better = kebabCase(name.text());
            problems.error(
                    Rule.Y10,
                    name.span(),
                    "'" + shown(name)
                            + "' is no name for a constant: it takes small letters, digits and single hyphens",
                    better.isEmpty() ? "" : "write '" + better + "'");
        } else if (STATEMENT_WORDS.contains(name.text())) {
            taken(name, "constant", Optional.of("a word of the statement language"));
        } else {
            length(name, "constant");
        }
    }

    private boolean length(Word name, String what) {
        if (name.text().length() > LONGEST) {
            problems.error(
                    Rule.Y10,
                    name.span(),
                    "the name of this " + what + " has more than " + LONGEST + " characters",
                    "choose a shorter one");
            return false;
        }
        return true;
    }

    private boolean taken(Word name, String what, Optional<String> by) {
        by.ifPresent(owner -> problems.error(
                Rule.Y11,
                name.span(),
                article(what) + what + " cannot be named '" + name.text() + "': that is " + owner,
                "choose another name"));
        return by.isEmpty();
    }

    private static String article(String what) {
        return what.startsWith("e") ? "an " : "a ";
    }

    private static String shown(Word name) {
        return name.text().lines().findFirst().orElse("");
    }

    private static String pascalCase(String text) {
        var better = new StringBuilder();
        if (text.chars().anyMatch(c -> c > '~')) {
            return "";
        }
        for (var word : text.split("[^A-Za-z0-9]+", -1)) {
            better.append(Mangling.pascal(word));
        }
        var usable = PASCAL.matcher(better).matches()
                && better.length() <= LONGEST
                && ReservedNames.takenBy(better.toString()).isEmpty();
        return usable ? better.toString() : "";
    }

    private static String kebabCase(String text) {
        var better = text.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "")
                .toLowerCase(Locale.ROOT);
        return KEBAB.matcher(better).matches() && better.length() <= LONGEST ? better : "";
    }
}
