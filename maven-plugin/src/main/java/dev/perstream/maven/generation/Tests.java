package dev.perstream.maven.generation;

import dev.perstream.Perstream;
import dev.perstream.PlannedFilter;
import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.java.JavaPlacement;
import dev.perstream.model.FilterModel;
import dev.perstream.output.OutputFolders;
import dev.perstream.output.Owner;
import dev.perstream.output.PlannedFile;
import java.nio.file.Path;
import java.util.List;

/** The Java models of schemas and their tests: what the goal {@code generate-tests} writes. */
final class Tests implements Product {

    private final TestRequest request;
    private final boolean fromFolder;
    private final AuthorsTests authors;

    Tests(TestRequest request, SchemaFiles schemas) throws GenerationException {
        this.request = request;
        this.fromFolder = schemas.fromFolder();
        this.authors = new AuthorsTests(folders().scaffolds());
        if (request.packages().given().isPresent() && schemas.files().size() > 1) {
            throw new GenerationException("javaPackage names one package, and there are "
                    + schemas.files().size() + " schemas; leave it out, so that each filter gets a package of its own,"
                    + " or give each schema an execution of its own");
        }
    }

    @Override
    public OutputFolders folders() {
        return new OutputFolders(request.output(), request.scaffolds().orElse(request.output()));
    }

    @Override
    public String options() {
        return request.packages() + " " + drivers() + " " + hooks() + " " + fromFolder;
    }

    @Override
    public Checked<PlannedFilter> plan(SourceText source) {
        return Perstream.planTests(source, this::placement);
    }

    /** The first test is written where the author has none yet. */
    @Override
    public List<PlannedFile> files(List<PlannedFilter> plans) throws GenerationException {
        return plans.stream()
                .flatMap(plan -> plan.files().stream()
                        .filter(file -> file.owner() == Owner.PLUMBING
                                || authors.want(
                                        file.path(), plan.filter().identity().name())))
                .toList();
    }

    @Override
    public String abandoned() {
        return "belongs to no schema any more; it is yours and stays: remove it, or move it to the package of the"
                + " filter that it tests";
    }

    private JavaPlacement placement(FilterModel filter) {
        var name = filter.identity().name();
        var below = fromFolder ? "/" + name : "";
        return new JavaPlacement(
                request.packages().of(name), drivers() + below, hooks().isEmpty() ? drivers() + below : hooks());
    }

    private String drivers() {
        return relative(request.drivers().output());
    }

    private String hooks() {
        return request.drivers().scaffolds().map(this::relative).orElse("");
    }

    private String relative(Path folder) {
        return request.baseFolder().relativize(folder).toString().replace('\\', '/');
    }
}
