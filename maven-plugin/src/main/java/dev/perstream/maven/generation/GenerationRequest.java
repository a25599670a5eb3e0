package dev.perstream.maven.generation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be generated, from what, and where.
 *
 * @param schema a schema's file, or a folder with schemas
 * @param output the root of generated files
 * @param scaffolds the root of the author's files; empty if they lie beside the generated ones
 * @param workingFolder the folder that messages name files from
 */
public record GenerationRequest(Path schema, Path output, Optional<Path> scaffolds, Path workingFolder) {}
