package dev.perstream.maven.build;

import dev.perstream.maven.generation.FileNames;
import dev.perstream.model.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A run of the goal {@code compile}: each driver, with each toolchain that is installed. */
public final class DriverBuild {

    private static final int SHOWN_LINES = 40;

    private final Programs programs;
    private final FileNames names;
    private final Consumer<String> log;
    private final Consumer<String> warnings;
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * A run.
     *
     * @param programs what is installed
     * @param names how messages name files
     * @param log told of each driver
     * @param warnings told of what could not be done
     */
    public DriverBuild(Programs programs, FileNames names, Consumer<String> log, Consumer<String> warnings) {
        this.programs = programs;
        this.names = names;
        this.log = log;
        this.warnings = warnings;
    }

    /**
     * Builds drivers.
     *
     * @param trees the drivers
     * @param output the folder under which each has one for each compiler and processor
     * @param requireToolchain whether a missing toolchain is an error
     * @throws BuildException with what the compilers say of every driver that cannot be built
     */
    public void run(List<DriverTree> trees, Path output, boolean requireToolchain) throws BuildException {
        for (var tree : trees) {
            for (var compiler : Compiler.values()) {
                build(tree, compiler, output);
            }
        }
        if (!failures.isEmpty()) {
            throw new BuildException(String.join("\n\n", failures));
        }
        tellMissing(requireToolchain);
    }

    private void build(DriverTree tree, Compiler compiler, Path output) throws BuildException {
        for (var architecture : Architecture.values()) {
            var needed = compiler.programs(architecture);
            if (!tree.architectures().contains(architecture) || needed.isEmpty()) {
                continue;
            }
            var absent =
                    needed.stream().filter(program -> !programs.has(program)).toList();
            if (absent.isEmpty()) {
                build(tree, compiler, architecture, output);
            }
            missing.addAll(absent);
        }
    }

    private void build(DriverTree tree, Compiler compiler, Architecture architecture, Path output)
            throws BuildException {
        var folder = output.resolve(tree.filter())
                .resolve(tree.model().key())
                .resolve(compiler.key() + "-" + architecture.key());
        try {
            var failure = new Make(Runtime.getRuntime().availableProcessors())
                    .run(tree.folder(), compiler, architecture, folder);
            if (failure.isPresent()) {
                failures.add("the " + tree.model().key() + " " + tree.filter() + " does not compile with "
                        + compiler.key() + " for " + architecture.key() + ":\n\n"
                        + excerpt(failure.get(), folder));
            } else {
                tell(tree, compiler, architecture, folder);
            }
        } catch (IOException e) {
            throw new BuildException("make cannot be run in " + names.of(tree.folder()) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted while compiling");
        }
    }

    private void tell(DriverTree tree, Compiler compiler, Architecture architecture, Path folder) throws IOException {
        var driver = folder.resolve(tree.filter() + ".sys");
        if (!compiler.links(architecture)) {
            log.accept(
                    names.of(tree.folder()) + ": " + compiler.key() + " accepts the sources for " + architecture.key());
        } else if (Files.isRegularFile(driver)) {
            log.accept(names.of(driver) + ": " + Files.size(driver) + " bytes");
        } else {
            failures.add(names.of(driver) + ": was not built, though make reported no error");
        }
    }

    /** The first complaints; the others mostly follow from them. */
    private String excerpt(String printed, Path folder) {
        var lines =
                printed.lines().filter(line -> !line.startsWith("  COMPILE ")).toList();
        if (lines.size() <= SHOWN_LINES) {
            return String.join("\n", lines);
        }
        return String.join("\n", lines.subList(0, SHOWN_LINES)) + "\n... and " + (lines.size() - SHOWN_LINES)
                + " more lines in " + names.of(folder.resolve(Make.LOG));
    }

    private void tellMissing(boolean required) throws BuildException {
        if (missing.isEmpty()) {
            return;
        }
        var message = missing.stream().collect(Collectors.joining(", "))
                + (missing.size() == 1 ? " is" : " are")
                + " not installed, and not every driver was built: apt-get install gcc-mingw-w64 make clang";
        if (required) {
            throw new BuildException(message);
        }
        warnings.accept(message);
    }
}
