package dev.perstream.maven;

import dev.perstream.maven.generation.Generation;
import dev.perstream.maven.generation.GenerationException;
import dev.perstream.maven.generation.GenerationRequest;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Generates the drivers that schemas describe. A file is touched only if its content changes; what a former run wrote
 * and this one does not is removed; the author's files are written once and never overwritten.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true, requiresProject = false)
public final class GenerateMojo extends SchemaMojo {

    @Override
    void run() throws MojoFailureException {
        checkOutputIsOurs();
        var request = new GenerationRequest(schema(), outputDirectory(), scaffoldDirectory(), workingFolder());
        try {
            getLog().info(new Generation(getLog()::warn).run(request));
        } catch (GenerationException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()));
        }
    }

    /** Two executions that generate different schemas into one folder would each undo what the other did. */
    private void checkOutputIsOurs() throws MojoFailureException {
        @SuppressWarnings("unchecked")
        Map<Object, Object> context = getPluginContext(); // one for each project and build
        var other = context == null ? null : context.putIfAbsent("output " + outputDirectory(), schema());
        if (other != null && !other.equals(schema())) {
            throw new MojoFailureException(outputDirectory() + ": is the output folder of both " + other + " and "
                    + schema() + "; give each execution an outputDirectory of its own");
        }
    }
}
