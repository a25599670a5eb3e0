package dev.perstream.output;

import dev.perstream.output.CText.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares the routines of an author's file with those that the plumbing calls. Layout, comments, annotations and the
 * names of parameters are the author's; types are not.
 */
final class ScaffoldCheck {

    /** {@code _In_opt_} and its like, and the older {@code IN}, {@code OPTIONAL} and {@code __in}. */
    private static final Pattern ANNOTATION = Pattern.compile("_[A-Z]\\w*_|__(in|out|inout|deref)\\w*|IN|OUT|OPTIONAL");

    private static final Set<String> CALLING_CONVENTIONS = Set.of("NTAPI", "FLTAPI", "__stdcall", "__cdecl");

    /** The file of a filter's hooks, whose routines are named after the filter too. */
    private static final Pattern HOOKS_FILE = Pattern.compile("(\\w+)Hooks\\.c$");

    private ScaffoldCheck() {}

    /** What an author's file lacks, and which of its hooks nobody calls. */
    static List<ScaffoldGap> gaps(String file, String text, List<ScaffoldPart> parts) {
        var author = new CText(text);
        var gaps = new ArrayList<ScaffoldGap>();
        parts.forEach(part -> gap(file, author, part).ifPresent(gaps::add));
        gaps.addAll(uncalled(file, author, parts));
        return gaps;
    }

    /** The hooks without a caller. One that is static is a helper of the author's own. */
    private static List<ScaffoldGap> uncalled(String file, CText author, List<ScaffoldPart> parts) {
        var hooks = HOOKS_FILE.matcher(file);
        if (!hooks.find()) {
            return List.of();
        }
        var hook = Pattern.compile(Pattern.quote(hooks.group(1)) + "(Pre|Post)[A-Z]\\w*Hook");
        var called = parts.stream().map(ScaffoldPart::name).collect(Collectors.toCollection(TreeSet::new));
        return IntStream.range(0, author.tokens().size())
                .filter(i -> isSharedDefinition(author, i))
                .mapToObj(author.tokens()::get)
                .filter(name -> hook.matcher(name.text()).matches() && !called.contains(name.text()))
                .map(name -> ScaffoldGap.uncalled(file, author.lineOf(name), name.text()))
                .toList();
    }

    private static boolean isSharedDefinition(CText text, int at) {
        var tokens = text.tokens();
        if (!tokens.get(at).isWord()
                || at + 1 >= tokens.size()
                || !tokens.get(at + 1).is("(")) {
            return false;
        }
        var end = text.afterGroup(at + 1);
        return end < tokens.size() && tokens.get(end).is("{") && !isStatic(tokens.subList(0, at));
    }

    private static boolean isStatic(List<Token> before) {
        for (var i = before.size() - 1; i >= 0; i--) {
            var token = before.get(i);
            if (token.is("static")) {
                return true;
            }
            if (token.is(";") || token.is("}")) {
                return false;
            }
        }
        return false;
    }

    private static Optional<ScaffoldGap> gap(String file, CText author, ScaffoldPart part) {
        var wanted = new CText(part.signature());
        var shapes = shapes(wanted, part.name(), false);
        var definitions = shapes(author, part.name(), true);
        if (definitions.isEmpty()) {
            return Optional.of(ScaffoldGap.missing(file, part));
        }
        var fits = definitions.stream()
                .anyMatch(definition ->
                        shapes.stream().anyMatch(shape -> shape.types().equals(definition.types())));
        return fits
                ? Optional.empty()
                : Optional.of(ScaffoldGap.different(
                        file, author.lineOf(definitions.get(0).name()), part));
    }

    /**
     * A routine's types.
     *
     * @param name where its name stands
     * @param types the last word of the return type, then each parameter's type
     */
    private record Shape(Token name, List<String> types) {}

    private static List<Shape> shapes(CText text, String name, boolean withBody) {
        var shapes = new ArrayList<Shape>();
        var tokens = text.tokens();
        for (var i = 1; i + 1 < tokens.size(); i++) {
            if (!tokens.get(i).is(name) || !tokens.get(i + 1).is("(")) {
                continue;
            }
            var end = text.afterGroup(i + 1);
            if (!withBody || end < tokens.size() && tokens.get(end).is("{")) {
                var types = new ArrayList<String>();
                types.add(returnType(tokens.subList(0, i)));
                types.addAll(parameterTypes(tokens.subList(i + 2, Math.max(i + 2, end - 1))));
                shapes.add(new Shape(tokens.get(i), types));
            }
        }
        return shapes;
    }

    private static String returnType(List<Token> before) {
        for (var i = before.size() - 1; i >= 0; i--) {
            var word = before.get(i).text();
            if (!CALLING_CONVENTIONS.contains(word)) {
                return canonical(word);
            }
        }
        return "";
    }

    private static List<String> parameterTypes(List<Token> tokens) {
        var types = new ArrayList<String>();
        var parameter = new ArrayList<Token>();
        var depth = 0;
        for (var token : tokens) {
            if (token.is(",") && depth == 0) {
                types.add(typeOf(parameter));
                parameter.clear();
                continue;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            parameter.add(token);
        }
        types.add(typeOf(parameter));
        return types.equals(List.of("void")) ? List.of() : types;
    }

    /** A parameter's type: what is left without annotations and its name. */
    private static String typeOf(List<Token> parameter) {
        var words = new ArrayList<Token>();
        for (var i = 0; i < parameter.size(); i++) {
            var token = parameter.get(i);
            if (!ANNOTATION.matcher(token.text()).matches()) {
                words.add(token);
            } else if (i + 1 < parameter.size() && parameter.get(i + 1).is("(")) {
                i = closing(parameter, i + 1);
            }
        }
        if (words.size() > 1 && words.get(words.size() - 1).isWord()) {
            words.remove(words.size() - 1);
        }
        return String.join(
                " ", words.stream().map(word -> canonical(word.text())).toList());
    }

    private static int closing(List<Token> tokens, int open) {
        var depth = 0;
        for (var i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private static String canonical(String word) {
        return switch (word) {
            case "VOID" -> "void";
            case "CONST" -> "const";
            default -> word;
        };
    }
}
