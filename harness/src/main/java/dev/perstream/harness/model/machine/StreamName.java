package dev.perstream.harness.model.machine;

/**
 * The last component of a path in its parts. {@code Book:Authors} and {@code Book:Authors:$DATA} are the same.
 *
 * @param file the file's name; empty if there is only a stream
 * @param stream the stream's name; empty for the default stream
 * @param isNamed whether there is a colon
 * @param isValid whether the syntax is right
 */
record StreamName(String file, String stream, boolean isNamed, boolean isValid) {

    private static final String TYPE = "$DATA";

    static StreamName of(String component) {
        var colon = component.indexOf(':');
        if (colon < 0) {
            return new StreamName(component, "", false, true);
        }
        var end = component.indexOf(':', colon + 1);
        var stream = component.substring(colon + 1, end < 0 ? component.length() : end);
        var isValid = end < 0
                ? !stream.isEmpty()
                : Names.key(component.substring(end + 1)).equals(TYPE);
        return new StreamName(component.substring(0, colon), stream, true, isValid);
    }
}
