package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Suggestion;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationUse;
import dev.perstream.model.Phase;
import dev.perstream.model.Pool;
import dev.perstream.schema.OperationSyntax;
import dev.perstream.schema.Word;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves where the author adds code. */
final class OperationPass {

    private final Map<String, ContextDraft> contexts = new LinkedHashMap<>();
    private final OperationRules rules;
    private final Problems problems;
    private final Words words;

    OperationPass(List<ContextDraft> contexts, OperationRules rules, Problems problems) {
        contexts.forEach(context -> this.contexts.putIfAbsent(context.name(), context));
        this.rules = rules;
        this.problems = problems;
        this.words = new Words(problems);
    }

    List<OperationUse> resolve(List<OperationSyntax> operations) {
        return operations.stream().flatMap(syntax -> operation(syntax).stream()).toList();
    }

    private Optional<OperationUse> operation(OperationSyntax syntax) {
        return words.oneOf(syntax.operation(), Operation.values(), Operation::key, Rule.Y9, "operation")
                .filter(operation -> rules.offered(operation, syntax.operation()))
                .map(operation -> {
                    var hooks = hooks(operation, syntax);
                    return new OperationUse(operation, hooks, contexts(operation, hooks, syntax));
                });
    }

    private Set<Phase> hooks(Operation operation, OperationSyntax syntax) {
        Set<Phase> hooks = EnumSet.noneOf(Phase.class);
        for (var word : syntax.hooks()) {
            words.oneOf(word, Phase.values(), OperationPass::key, Rule.Y9, "hook")
                    .filter(phase -> possible(operation, phase, word))
                    .filter(phase -> !hooks.add(phase))
                    .ifPresent(phase -> problems.error(
                            Rule.Y2, word.span(), "'" + word.text() + "' is listed twice", "remove one"));
        }
        return hooks;
    }

    private boolean possible(Operation operation, Phase phase, Word word) {
        if (phase == Phase.AFTER && operation.completion() == Operation.Completion.NONE) {
            problems.error(
                    operation == Operation.SHUTDOWN ? Rule.L15 : Rule.L14,
                    word.span(),
                    "there is no moment after '" + operation.key() + "' that a hook may run in",
                    "use 'pre'");
            return false;
        } else if (phase == Phase.BEFORE && operation == Operation.SETUP) {
            problems.error(
                    Rule.L14, word.span(), "there is no moment before 'setup' that a hook may run in", "use 'post'");
            return false;
        }
        return true;
    }

    private List<String> contexts(Operation operation, Set<Phase> hooks, OperationSyntax syntax) {
        var handed = new ArrayList<String>();
        for (var word : syntax.contexts()) {
            var context = contexts.get(word.text());
            if (context == null) {
                problems.error(
                        Rule.Y14,
                        word.span(),
                        "there is no context '" + word.text() + "'",
                        Suggestion.fix(word.text(), contexts.keySet()));
            } else if (handed.contains(word.text())) {
                problems.error(Rule.Y2, word.span(), "'" + word.text() + "' is listed twice", "remove one");
            } else if (canBeHanded(context, operation, hooks, word)) {
                handed.add(word.text());
            }
        }
        // Handed over in the schema's order, whatever the order of the list.
        return contexts.keySet().stream().filter(handed::contains).toList();
    }

    private boolean canBeHanded(ContextDraft context, Operation operation, Set<Phase> hooks, Word word) {
        if (context.attach().isEmpty()
                || !rules.reaches(operation, context.attach().get(), context.name(), word)) {
            return false;
        }
        if (operation.opens() && context.attach().get().ofFile() && !hooks.contains(Phase.AFTER) && !hooks.isEmpty()) {
            problems.error(
                    Rule.S1,
                    word.span(),
                    "before '" + operation.key() + "' there is no context '" + context.name() + "' yet",
                    "use the hook 'post'");
            return false;
        }
        if (context.pool() == Pool.PAGED
                && hooks.contains(Phase.AFTER)
                && operation.completion() == Operation.Completion.DISPATCH) {
            problems.error(
                    Rule.L1,
                    word.span(),
                    "the post hook of '" + operation.key() + "' may run at DISPATCH_LEVEL, and '" + context.name()
                            + "' is in paged pool",
                    "use 'pool: nonpaged', or the hook 'pre' alone");
            return false;
        }
        return true;
    }

    private static String key(Phase phase) {
        return phase == Phase.BEFORE ? "pre" : "post";
    }
}
