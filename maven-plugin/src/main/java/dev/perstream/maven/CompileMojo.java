package dev.perstream.maven;

import dev.perstream.maven.build.BuildException;
import dev.perstream.maven.build.DriverBuild;
import dev.perstream.maven.build.Programs;
import dev.perstream.maven.generation.FileNames;
import dev.perstream.maven.generation.GeneratedDrivers;
import dev.perstream.maven.generation.GenerationException;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compiles the generated drivers with each MinGW-w64 toolchain that is installed, warnings as errors. The drivers are
 * written below {@code perstream} in the project's build folder, in a folder for each filter, model, processor and
 * compiler.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.COMPILE, threadSafe = true, requiresProject = false)
public final class CompileMojo extends SchemaMojo {

    /** Whether a missing toolchain fails the build; otherwise it is a warning. */
    @Parameter(property = "perstream.requireToolchain", defaultValue = "false")
    private boolean requireToolchain;

    @Override
    void run() throws MojoFailureException {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var build = new DriverBuild(Programs.of(path), new FileNames(workingFolder()), getLog()::info, getLog()::warn);
        try {
            var trees = GeneratedDrivers.find(schema(), outputDirectory(), workingFolder());
            build.run(trees, baseFolder().resolve(buildDirectory()).resolve("perstream"), requireToolchain);
        } catch (GenerationException | BuildException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()));
        }
    }
}
