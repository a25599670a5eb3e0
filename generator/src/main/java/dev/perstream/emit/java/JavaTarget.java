package dev.perstream.emit.java;

import dev.perstream.emit.SchemaFingerprint;
import dev.perstream.emit.Target;
import dev.perstream.model.FilterModel;
import dev.perstream.output.PlannedFile;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a filter is tested with: its contexts and its behaviour in Java, the class that a test gets, and tests. */
public final class JavaTarget implements Target {

    private final Function<FilterModel, JavaPlacement> placements;

    /** Classes in packages and beside drivers that depend on the filter. */
    public JavaTarget(Function<FilterModel, JavaPlacement> placements) {
        this.placements = placements;
    }

    @Override
    public List<PlannedFile> plan(FilterModel filter) {
        var placement = placements.apply(filter);
        var names = new JavaNames(filter, placement.packageName());
        var files = new JavaFiles(names);
        var facade = new FacadeClass(filter, names, placement, SchemaFingerprint.of(filter));
        var behaviour = new BehaviourClass(filter, names);
        return Stream.concat(
                        new JavaContexts(placement.packageName()).plan(filter).stream(),
                        Stream.of(
                                files.plumbing(behaviour.type()),
                                files.plumbing(facade.type()),
                                files.plumbing(new ContractClass(filter, names).type()),
                                files.scaffold(new FirstTest(filter, names).type())))
                .toList();
    }
}
