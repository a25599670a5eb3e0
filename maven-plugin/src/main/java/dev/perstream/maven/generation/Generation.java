package dev.perstream.maven.generation;

import dev.perstream.Perstream;
import dev.perstream.PlannedFilter;
import dev.perstream.emit.Placement;
import dev.perstream.output.DiskSink;
import dev.perstream.output.Fingerprint;
import dev.perstream.output.Outcome;
import dev.perstream.output.OutputException;
import dev.perstream.output.OutputFolders;
import dev.perstream.output.PlannedFile;
import dev.perstream.output.ScaffoldGap;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run of the goal {@code generate}: read, plan, write, tell. */
public final class Generation {

    private final Consumer<String> warnings;

    /** A run that passes on what is suspicious in a schema. */
    public Generation(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * Generates. Nothing is written if any schema has an error.
     *
     * @return what happened, as a sentence
     * @throws GenerationException if there is something for the user to put right
     */
    public String run(GenerationRequest request) throws GenerationException {
        try {
            var schemas = SchemaFiles.read(request.schema(), request.workingFolder());
            var fingerprint = Fingerprints.of(request, schemas);
            var outcome = new DiskSink(folders(request), fingerprint).current();
            return sentence(schemas, outcome.isPresent() ? outcome.get() : generate(request, schemas, fingerprint));
        } catch (OutputException e) {
            throw new GenerationException(String.valueOf(e.getMessage()));
        }
    }

    private Outcome generate(GenerationRequest request, SchemaFiles schemas, Fingerprint fingerprint)
            throws GenerationException, OutputException {
        var reading = new Reading();
        var perstream = new Perstream(placement(request, schemas));
        var plans = reading.all(schemas, perstream::plan, PlannedFilter::filter);
        reading.warnings().forEach(warnings);

        // A run with warnings is not skipped, so that they are seen until they are dealt with.
        var sink = new DiskSink(folders(request), reading.warnings().isEmpty() ? fingerprint : Fingerprint.NONE);
        var outcome = sink.accept(
                plans.stream().flatMap(plan -> files(request, schemas, plan)).toList());
        outcome.kept()
                .forEach(path -> warnings.accept(
                        path + ": is no longer generated, and was not removed since it is not as it was written"));
        outcome.abandoned()
                .forEach(path -> warnings.accept(path
                        + ": is no longer compiled, since the schemas ask for no hook in it; it is yours and stays:"
                        + " remove it, or bring a hook back into the schema"));
        if (!outcome.gaps().isEmpty()) {
            throw new GenerationException(
                    outcome.gaps().stream().map(ScaffoldGap::message).collect(Collectors.joining("\n")));
        }
        return outcome;
    }

    private static Stream<PlannedFile> files(GenerationRequest request, SchemaFiles schemas, PlannedFilter plan) {
        if (!schemas.fromFolder()) {
            return plan.files().stream();
        }
        var folder = plan.filter().identity().name();
        return plan.files().stream().map(file -> switch (file.owner()) {
            case PLUMBING -> file.below(folder);
            case SCAFFOLD -> request.scaffolds().isPresent() ? file : file.below(folder);
        });
    }

    private static OutputFolders folders(GenerationRequest request) {
        return new OutputFolders(request.output(), request.scaffolds().orElse(request.output()));
    }

    static Placement placement(GenerationRequest request, SchemaFiles schemas) {
        return request.scaffolds()
                .map(scaffolds ->
                        new Placement((schemas.fromFolder() ? "../" : "") + relative(request.output(), scaffolds)))
                .orElse(Placement.TOGETHER);
    }

    private static String relative(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }

    private static String sentence(SchemaFiles schemas, Outcome outcome) {
        var subject = schemas.files().size() == 1
                ? schemas.files().get(0).source().name()
                : schemas.files().size() + " schemas";
        return subject + ": " + outcome.sentence();
    }
}
