package dev.perstream.maven;

import dev.perstream.maven.generation.Generation;
import dev.perstream.maven.generation.GenerationException;
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
        checkIsOurs(outputDirectory(), "outputDirectory");
        try {
            getLog().info(new Generation(getLog()::warn).run(drivers()));
        } catch (GenerationException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()));
        }
    }
}
