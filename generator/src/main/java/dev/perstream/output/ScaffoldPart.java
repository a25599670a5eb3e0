package dev.perstream.output;

/**
 * A routine that a scaffold must contain.
 *
 * @param name the routine's name
 * @param signature return type, name and parameters as the plumbing declares them, without the semicolon
 * @param text the whole routine as it would be written into a new file, to be pasted into one that lacks it
 */
public record ScaffoldPart(String name, String signature, String text) {}
