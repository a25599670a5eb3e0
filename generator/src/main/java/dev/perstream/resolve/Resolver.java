package dev.perstream.resolve;

import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.Problems;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.resolve.FilterPass.FilterDraft;
import dev.perstream.schema.FilterSyntax;
import dev.perstream.schema.SchemaTree;
import dev.perstream.schema.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns the syntax tree of a schema into the model of its filter. */
public final class Resolver {

    private final SchemaTree tree;
    private final Problems problems = new Problems();

    private Resolver(SchemaTree tree) {
        this.tree = tree;
        problems.addAll(tree.problems());
    }

    /**
     * Resolves and validates a schema.
     *
     * @return the filter, and all that was found in reading and resolving
     */
    public static Checked<FilterModel> resolve(SchemaTree tree) {
        return new Resolver(tree).resolve();
    }

    private Checked<FilterModel> resolve() {
        var filter = tree.filter().map(new FilterPass(problems)::resolve);
        var models = filter.map(FilterDraft::models).orElse(Set.of());
        var enums = new EnumPass(problems).resolve(tree.enums());
        var contexts = contexts(new FieldPass(enums, enumNames(), contextNames(), problems));
        check(filter, models, contexts);
        var rules = new OperationRules(models, problems);
        var tracks = new TrackPass(attachments(contexts), rules, problems);
        var resolved = new ArrayList<Supplier<Context>>();
        for (var context : contexts) {
            var statements = tracks.resolve(context);
            resolved.add(() -> context.context(statements));
        }
        var operations = new OperationPass(contexts, rules, problems).resolve(tree.operations());
        return problems.checked(() -> new FilterModel(
                filter.orElseThrow().identity(),
                List.copyOf(enums.values()),
                resolved.stream().map(Supplier::get).toList(),
                operations));
    }

    private void check(Optional<FilterDraft> filter, Set<DriverModel> models, List<ContextDraft> contexts) {
        var windows = filter.flatMap(FilterDraft::windows);
        new NameCheck(problems).check(tree);
        new TextCheck(problems).check(tree);
        new CollisionCheck(problems).check(tree.filter().flatMap(FilterSyntax::name), tree.enums(), contexts);
        new RecordCheck(problems).check(contexts);
        new TagCheck(problems).check(contexts);
        new AttachmentCheck(models, windows, problems).check(contexts);
        new MemoryCheck(models, windows, problems).check(contexts);
        new CreationCheck(problems).check(contexts);
        new ReferenceCheck(contexts, problems).check();
        new SizeCheck(models, filter.map(FilterDraft::architectures).orElse(Set.of()), problems).check(contexts);
    }

    private List<ContextDraft> contexts(FieldPass fields) {
        var filterName =
                tree.filter().flatMap(filter -> filter.name()).map(Word::text).orElse("");
        var pass = new ContextPass(filterName, fields, problems);
        return tree.contexts().stream().map(pass::resolve).toList();
    }

    private static Map<String, Attachment> attachments(List<ContextDraft> contexts) {
        var attachments = new LinkedHashMap<String, Attachment>();
        for (var context : contexts) {
            context.attach().ifPresent(attach -> attachments.putIfAbsent(context.name(), attach));
        }
        return attachments;
    }

    private Set<String> enumNames() {
        return tree.enums().stream().map(syntax -> syntax.name().text()).collect(Collectors.toSet());
    }

    private Set<String> contextNames() {
        return tree.contexts().stream().map(syntax -> syntax.name().text()).collect(Collectors.toSet());
    }
}
