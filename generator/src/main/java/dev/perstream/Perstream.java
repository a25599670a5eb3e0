package dev.perstream;

import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.Diagnostic;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.Placement;
import dev.perstream.emit.Target;
import dev.perstream.emit.c.Templates;
import dev.perstream.emit.java.JavaPlacement;
import dev.perstream.emit.java.JavaTarget;
import dev.perstream.emit.legacy.LegacyTarget;
import dev.perstream.emit.minifilter.MinifilterTarget;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.output.GeneratedHeader;
import dev.perstream.output.PlannedFile;
import dev.perstream.resolve.Resolver;
import dev.perstream.schema.SchemaReader;
import dev.perstream.schema.SchemaTree;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns the text of a schema into the files of its drivers and of their tests. */
public final class Perstream {

    private final Map<DriverModel, Target> targets;

    /** A generator whose drivers find the author's files at a place. */
    public Perstream(Placement hooks) {
        this(targets(new Templates(), hooks));
    }

    Perstream(Map<DriverModel, Target> targets) {
        this.targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }

    /** Reads and validates a schema. */
    public static Checked<FilterModel> read(SourceText source) {
        var syntax = SchemaReader.read(source);
        return syntax.value().map(Resolver::resolve).orElseGet(() -> failed(syntax));
    }

    /** Reads a schema and plans the files of each of its drivers. Nothing is written. */
    public Checked<PlannedFilter> plan(SourceText source) {
        var filter = read(source);
        var header = new GeneratedHeader(fileName(source));
        return new Checked<>(filter.value().map(model -> plan(model, header)), filter.diagnostics());
    }

    /**
     * Reads a schema and plans what its filter is tested with, in Java. Nothing is written.
     *
     * @param placement where the classes of a filter belong
     */
    public static Checked<PlannedFilter> planTests(SourceText source, Function<FilterModel, JavaPlacement> placement) {
        var filter = read(source);
        var header = new GeneratedHeader(fileName(source));
        var target = new JavaTarget(placement);
        return new Checked<>(
                filter.value()
                        .map(model -> new PlannedFilter(
                                model,
                                target.plan(model).stream().map(header::applyTo).toList())),
                filter.diagnostics());
    }

    private static Map<DriverModel, Target> targets(Templates templates, Placement hooks) {
        return Map.of(
                DriverModel.MINIFILTER, new MinifilterTarget(templates, hooks),
                DriverModel.LEGACY, new LegacyTarget(templates, hooks));
    }

    private PlannedFilter plan(FilterModel filter, GeneratedHeader header) {
        var files = Arrays.stream(DriverModel.values())
                .filter(filter.identity().models()::contains)
                .flatMap(model -> files(model, filter).stream())
                .map(header::applyTo)
                .toList();
        return new PlannedFilter(filter, files);
    }

    private List<PlannedFile> files(DriverModel model, FilterModel filter) {
        return Optional.ofNullable(targets.get(model))
                .map(target -> target.plan(filter))
                .orElse(List.of());
    }

    private static Checked<FilterModel> failed(Checked<SchemaTree> syntax) {
        List<Diagnostic> diagnostics = syntax.diagnostics();
        return new Checked<>(Optional.empty(), diagnostics);
    }

    private static String fileName(SourceText source) {
        return source.name().substring(source.name().lastIndexOf('/') + 1);
    }
}
