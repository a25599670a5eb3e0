package dev.perstream.maven.build;

/** A driver that cannot be built. The message is for the user and holds what the compiler says. */
public final class BuildException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what is to be told. */
    public BuildException(String message) {
        super(message);
    }
}
