package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that references between contexts form no circle: each would keep the next alive, and the driver could never be
 * unloaded (rule S24).
 */
final class ReferenceCheck {

    private final Map<String, ContextDraft> contexts = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Problems problems;

    ReferenceCheck(List<ContextDraft> contexts, Problems problems) {
        contexts.forEach(context -> this.contexts.putIfAbsent(context.name(), context));
        this.problems = problems;
    }

    void check() {
        contexts.values().forEach(context -> visit(context, new ArrayList<>()));
    }

    private void visit(ContextDraft context, List<String> path) {
        if (done.contains(context.name())) {
            return;
        }
        path.add(context.name());
        for (var field : context.fields()) {
            if (field.type() instanceof FieldType.Reference reference) {
                var at = path.indexOf(reference.context());
                if (at >= 0) {
                    var circle = String.join(" -> ", path.subList(at, path.size())) + " -> " + reference.context();
                    var syntax = context.syntax(field);
                    problems.error(
                            Rule.S24,
                            syntax.ref().orElse(syntax.name()).span(),
                            "the references form a circle: " + circle + "; none of them would ever be freed",
                            "remove one, or keep an id instead of a reference");
                } else {
                    var target = contexts.get(reference.context());
                    if (target != null) {
                        visit(target, path);
                    }
                }
            }
        }
        path.remove(path.size() - 1);
        done.add(context.name());
    }
}
