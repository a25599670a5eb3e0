package dev.perstream.output;

/**
 * A file that a run wants to exist.
 *
 * @param path relative to the owner's root folder, with forward slashes, without {@code .} and {@code ..}
 * @param content the whole text, with {@code \n} line ends
 * @param owner who may change it
 */
public record PlannedFile(String path, String content, Owner owner) {}
