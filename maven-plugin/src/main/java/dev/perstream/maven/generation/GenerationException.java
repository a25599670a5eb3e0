package dev.perstream.maven.generation;

/** Input from which nothing can be generated. The message is for the user and says all that there is to say. */
public final class GenerationException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what is to be told. */
    public GenerationException(String message) {
        super(message);
    }
}
