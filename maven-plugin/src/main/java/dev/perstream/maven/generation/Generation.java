package dev.perstream.maven.generation;

import dev.perstream.PlannedFilter;
import dev.perstream.output.DiskSink;
import dev.perstream.output.Fingerprint;
import dev.perstream.output.Outcome;
import dev.perstream.output.OutputException;
import dev.perstream.output.ScaffoldGap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A run of a goal that generates: read, plan, write, tell. */
public final class Generation {

    private final Consumer<String> warnings;

    /** A run that passes on what is suspicious in a schema. */
    public Generation(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * Generates drivers. Nothing is written if any schema has an error.
     *
     * @return what happened, as a sentence
     * @throws GenerationException if there is something for the user to put right
     */
    public String run(GenerationRequest request) throws GenerationException {
        var schemas = SchemaFiles.read(request.schema(), request.workingFolder());
        return run(schemas, new Drivers(request, schemas));
    }

    /**
     * Generates Java models and tests. Nothing is written if any schema has an error.
     *
     * @return what happened, as a sentence
     * @throws GenerationException if there is something for the user to put right
     */
    public String run(TestRequest request) throws GenerationException {
        var drivers = request.drivers();
        var schemas = SchemaFiles.read(drivers.schema(), drivers.workingFolder());
        return run(schemas, new Tests(request, schemas));
    }

    private String run(SchemaFiles schemas, Product product) throws GenerationException {
        try {
            var fingerprint = Fingerprints.of(product.options(), schemas);
            var outcome = new DiskSink(product.folders(), fingerprint).current();
            return sentence(schemas, outcome.isPresent() ? outcome.get() : generate(schemas, product, fingerprint));
        } catch (OutputException e) {
            throw new GenerationException(String.valueOf(e.getMessage()));
        }
    }

    private Outcome generate(SchemaFiles schemas, Product product, Fingerprint fingerprint)
            throws GenerationException, OutputException {
        var reading = new Reading();
        var plans = reading.all(schemas, product::plan, PlannedFilter::filter);
        reading.warnings().forEach(warnings);

        // A run with warnings is not skipped, so that they are seen until they are dealt with.
        var sink = new DiskSink(product.folders(), reading.warnings().isEmpty() ? fingerprint : Fingerprint.NONE);
        var outcome = sink.accept(product.files(plans));
        outcome.kept()
                .forEach(path -> warnings.accept(
                        path + ": is no longer generated, and was not removed since it is not as it was written"));
        outcome.abandoned().forEach(path -> warnings.accept(path + ": " + product.abandoned()));
        if (!outcome.gaps().isEmpty()) {
            throw new GenerationException(
                    outcome.gaps().stream().map(ScaffoldGap::message).collect(Collectors.joining("\n")));
        }
        return outcome;
    }

    private static String sentence(SchemaFiles schemas, Outcome outcome) {
        var subject = schemas.files().size() == 1
                ? schemas.files().get(0).source().name()
                : schemas.files().size() + " schemas";
        return subject + ": " + outcome.sentence();
    }
}
