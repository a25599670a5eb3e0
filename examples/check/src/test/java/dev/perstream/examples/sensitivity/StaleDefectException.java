package dev.perstream.examples.sensitivity;

/** The generated sources have changed and a defect no longer fits them: it must be written anew. */
final class StaleDefectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleDefectException(String message) {
        super(message);
    }
}
