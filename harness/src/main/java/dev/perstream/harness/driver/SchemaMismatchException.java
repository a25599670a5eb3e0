package dev.perstream.harness.driver;

/** The driver and the Java classes were generated from different schemas, so that one cannot be read with the other. */
public final class SchemaMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String ofDriver;
    private final String ofClasses;

    /**
     * A mismatch.
     *
     * @param filter the filter's name
     * @param ofDriver the fingerprint that the driver exports; empty if it exports none
     * @param ofClasses the fingerprint of the Java classes
     */
    SchemaMismatchException(String filter, String ofDriver, String ofClasses) {
        super("the driver of " + filter + " does not belong to the Java classes of " + filter
                + ": they were generated from different schemas, and what one holds cannot be read with the other.\n"
                + "  driver   " + (ofDriver.isEmpty() ? "has no fingerprint of a schema" : ofDriver)
                + "\n  classes  " + ofClasses
                + "\nGenerate both anew from the one schema: mvn clean test");
        this.ofDriver = ofDriver;
        this.ofClasses = ofClasses;
    }

    /** The fingerprint that the driver exports; empty if it exports none. */
    public String ofDriver() {
        return ofDriver;
    }

    /** The fingerprint of the Java classes. */
    public String ofClasses() {
        return ofClasses;
    }
}
