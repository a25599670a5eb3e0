package dev.perstream.output;

import java.nio.file.Path;

/**
 * Where the files of a run go.
 *
 * @param plumbing the root of generated files; what is remembered lies in its folder {@code .perstream}, whoever runs
 * @param scaffolds the root of the author's files
 */
public record OutputFolders(Path plumbing, Path scaffolds) {}
