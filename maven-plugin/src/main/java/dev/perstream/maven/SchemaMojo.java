package dev.perstream.maven;

import dev.perstream.maven.generation.GenerationRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The parameters that every goal shares, and what they are where they are not given. */
abstract class SchemaMojo extends AbstractMojo {

    /**
     * A schema's file, or a folder whose schemas ({@code *.yaml}) are all read. Default:
     * {@code src/main/perstream}.
     */
    @Parameter(property = "perstream.schema")
    private @Nullable File schema;

    /**
     * The root of generated files. If {@link #schema} is a folder, each filter has a subfolder of its own name there;
     * if it is a file, the filter's files lie directly in it. In it a folder for each driver: {@code minifilter},
     * {@code legacy}. Default: {@code generated-sources/perstream} in the project's build folder.
     */
    @Parameter(property = "perstream.outputDirectory")
    private @Nullable File outputDirectory;

    /**
     * The root of the author's files, which are written once and never overwritten. Default:
     * {@code src/main/driver}; without a project, they are written beside the generated files.
     */
    @Parameter(property = "perstream.scaffoldDirectory")
    private @Nullable File scaffoldDirectory;

    /** Skips the goal. */
    @Parameter(property = "perstream.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true)
    private @Nullable MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private @Nullable MavenSession session;

    @Override
    public final void execute() throws MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        run();
    }

    /** Does the goal's work. */
    abstract void run() throws MojoFailureException;

    final Path schema() {
        return pathOr(schema, "src/main/perstream");
    }

    final Path outputDirectory() {
        return pathOr(outputDirectory, buildDirectory() + "/generated-sources/perstream");
    }

    final Optional<Path> scaffoldDirectory() {
        if (scaffoldDirectory == null && !hasProject()) {
            return Optional.empty();
        }
        return Optional.of(pathOr(scaffoldDirectory, "src/main/driver"));
    }

    /** The drivers that the schemas describe. */
    final GenerationRequest drivers() {
        return new GenerationRequest(schema(), outputDirectory(), scaffoldDirectory(), workingFolder());
    }

    /** Two executions that generate different schemas into one folder would each undo what the other did. */
    final void checkIsOurs(Path output, String parameter) throws MojoFailureException {
        @SuppressWarnings("unchecked")
        Map<Object, Object> context = getPluginContext(); // one for each project and build
        var other = context == null ? null : context.putIfAbsent("output " + output, schema());
        if (other != null && !other.equals(schema())) {
            throw new MojoFailureException(output + ": is the output folder of both " + other + " and " + schema()
                    + "; give each execution an " + parameter + " of its own");
        }
    }

    final String buildDirectory() {
        return hasProject() ? project().getBuild().getDirectory() : "target";
    }

    final Path baseFolder() {
        return hasProject() ? absolute(project().getBasedir().toPath()) : workingFolder();
    }

    final Path workingFolder() {
        return absolute(Path.of(given(session).getExecutionRootDirectory()));
    }

    /** Whether the goal runs in a project; Maven gives it one without a file otherwise. */
    final boolean hasProject() {
        return project != null && project.getFile() != null;
    }

    final MavenProject project() {
        return given(project);
    }

    final Path pathOr(@Nullable File given, String otherwise) {
        return absolute(given != null ? given.toPath() : baseFolder().resolve(otherwise));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static <T> T given(@Nullable T component) {
        if (component == null) {
            throw new IllegalStateException("Maven has not set a component");
        }
        return component;
    }
}
