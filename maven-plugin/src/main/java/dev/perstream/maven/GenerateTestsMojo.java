package dev.perstream.maven;

import dev.perstream.maven.generation.Generation;
import dev.perstream.maven.generation.GenerationException;
import dev.perstream.maven.generation.JavaPackages;
import dev.perstream.maven.generation.TestRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Generates what filters are tested with: the contexts and the behaviour of each filter in Java, a test of all that its
 * schema says, and a first test of the author's own. The generated sources join the project's test sources. Files are
 * kept as by {@code generate}.
 */
@Mojo(
        name = "generate-tests",
        defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
        threadSafe = true,
        requiresProject = false)
public final class GenerateTestsMojo extends SchemaMojo {

    private static final String NO_GROUP = "perstream";

    /**
     * The root of generated test sources. Default: {@code generated-test-sources/perstream} in the project's build
     * folder.
     */
    @Parameter(property = "perstream.testOutputDirectory")
    private @Nullable File testOutputDirectory;

    /**
     * The root of the author's tests. A first test is written there for each filter that no test there has yet, and never
     * overwritten. Default: {@code src/test/java}; without a project, beside the generated files.
     */
    @Parameter(property = "perstream.testScaffoldDirectory")
    private @Nullable File testScaffoldDirectory;

    /**
     * The package of the classes, for a single schema. Default: the project's group id and the filter's name in lower
     * case, {@code com.example.audit}.
     */
    @Parameter(property = "perstream.javaPackage")
    private @Nullable String javaPackage;

    @Override
    void run() throws MojoFailureException {
        var output = pathOr(testOutputDirectory, buildDirectory() + "/generated-test-sources/perstream");
        checkIsOurs(output, "testOutputDirectory");
        try {
            var request = new TestRequest(drivers(), output, scaffolds(), baseFolder(), packages());
            getLog().info(new Generation(getLog()::warn).run(request));
        } catch (GenerationException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()));
        }
        if (hasProject()) {
            project().addTestCompileSourceRoot(output.toString());
        }
    }

    private Optional<Path> scaffolds() {
        return testScaffoldDirectory == null && !hasProject()
                ? Optional.empty()
                : Optional.of(pathOr(testScaffoldDirectory, "src/test/java"));
    }

    private JavaPackages packages() throws GenerationException {
        return JavaPackages.of(
                Optional.ofNullable(javaPackage), hasProject() ? project().getGroupId() : NO_GROUP);
    }
}
