package dev.perstream.emit;

import dev.perstream.model.DriverModel;

/**
 * Where the author's files lie, as the generated ones see it.
 *
 * @param scaffoldRoot the path from the root of generated files to that of the author's, with forward slashes; empty if
 *     both are one folder
 */
public record Placement(String scaffoldRoot) {

    /** The author's files lie beside the generated ones. */
    public static final Placement TOGETHER = new Placement("");

    /** The path from a driver's folder to the folder with its hooks: the value of {@code HOOKS_DIR}. */
    public String hooksFolder(DriverModel model) {
        if (scaffoldRoot.isEmpty()) {
            return ".";
        }
        var root = scaffoldRoot.startsWith("/") || scaffoldRoot.contains(":") ? scaffoldRoot : "../" + scaffoldRoot;
        return root + "/" + model.key();
    }
}
