package dev.perstream.emit.java;

import dev.perstream.model.DriverModel;

/**
 * Where the Java of a filter belongs, and where it finds the drivers that it is compared with.
 *
 * @param packageName of all classes, with dots
 * @param generatedRoot the folder that holds a folder for each driver, from the project's base folder, with forward
 *     slashes
 * @param hooksRoot the folder that holds the author's folder for each driver, likewise
 */
public record JavaPlacement(String packageName, String generatedRoot, String hooksRoot) {

    /** The folder of a driver's generated sources. */
    public String generated(DriverModel model) {
        return generatedRoot + "/" + model.key();
    }

    /** The folder of a driver's hooks. */
    public String hooks(DriverModel model) {
        return hooksRoot + "/" + model.key();
    }
}
