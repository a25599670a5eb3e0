package dev.perstream.model;

/** The kinds of driver that a schema can become. */
public enum DriverModel {
    /** A Filter Manager minifilter. */
    MINIFILTER("minifilter"),
    /** A legacy filter, attached to the device stacks of file systems. */
    LEGACY("legacy");

    private final String key;

    DriverModel(String key) {
        this.key = key;
    }

    /** The word of the schema, and the folder of the driver. */
    public String key() {
        return key;
    }
}
