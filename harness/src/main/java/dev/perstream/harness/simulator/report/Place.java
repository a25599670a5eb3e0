package dev.perstream.harness.simulator.report;

/**
 * A line of a source.
 *
 * @param file as the compiler was given it
 * @param line from 1 on
 */
public record Place(String file, int line) {

    /** The file without its folders. */
    public String fileName() {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    @Override
    public String toString() {
        return fileName() + ":" + line;
    }
}
