package dev.perstream.maven.generation;

import dev.perstream.Perstream;
import dev.perstream.PlannedFilter;
import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.Placement;
import dev.perstream.output.OutputFolders;
import dev.perstream.output.PlannedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The drivers of schemas: what the goal {@code generate} writes. */
final class Drivers implements Product {

    private final GenerationRequest request;
    private final boolean fromFolder;
    private final Placement placement;
    private final Perstream perstream;

    Drivers(GenerationRequest request, SchemaFiles schemas) {
        this.request = request;
        this.fromFolder = schemas.fromFolder();
        this.placement = placement();
        this.perstream = new Perstream(placement);
    }

    @Override
    public OutputFolders folders() {
        return new OutputFolders(request.output(), request.scaffolds().orElse(request.output()));
    }

    @Override
    public String options() {
        return placement + " " + fromFolder;
    }

    @Override
    public Checked<PlannedFilter> plan(SourceText source) {
        return perstream.plan(source);
    }

    @Override
    public List<PlannedFile> files(List<PlannedFilter> plans) {
        return plans.stream().flatMap(this::files).toList();
    }

    @Override
    public String abandoned() {
        return "is no longer compiled, since the schemas ask for no hook in it; it is yours and stays:"
                + " remove it, or bring a hook back into the schema";
    }

    private Stream<PlannedFile> files(PlannedFilter plan) {
        if (!fromFolder) {
            return plan.files().stream();
        }
        var folder = plan.filter().identity().name();
        return plan.files().stream().map(file -> switch (file.owner()) {
            case PLUMBING -> file.below(folder);
            case SCAFFOLD -> request.scaffolds().isPresent() ? file : file.below(folder);
        });
    }

    private Placement placement() {
        return request.scaffolds()
                .map(scaffolds -> new Placement((fromFolder ? "../" : "") + relative(request.output(), scaffolds)))
                .orElse(Placement.TOGETHER);
    }

    private static String relative(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }
}
