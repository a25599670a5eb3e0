package dev.perstream.maven.generation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which tests are to be generated, and where.
 *
 * @param drivers what the drivers are generated from, and where they lie
 * @param output the root of generated tests
 * @param scaffolds the root of the author's tests; empty if they lie beside the generated ones
 * @param baseFolder the folder in which the tests run
 * @param packages the packages of the classes
 */
public record TestRequest(
        GenerationRequest drivers, Path output, Optional<Path> scaffolds, Path baseFolder, JavaPackages packages) {}
