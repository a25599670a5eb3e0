package dev.perstream.harness.model.machine;

/** Paths within a volume: {@code \folder\file:stream}. */
final class Paths {

    private Paths() {}

    /** The path of a name, in the case in which it is kept. */
    static String of(Link link) {
        var above = link.directory.firstLink();
        return (above == null ? "" : of(above)) + "\\" + link.name;
    }

    /** What stands behind the last backslash. */
    static String last(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }

    /** What stands before the last backslash; the root for what lies in it. */
    static String parent(String path) {
        var end = path.lastIndexOf('\\');
        return end <= 0 ? "\\" : path.substring(0, end);
    }
}
