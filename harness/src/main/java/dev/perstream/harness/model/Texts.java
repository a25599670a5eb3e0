package dev.perstream.harness.model;

/** Texts as fields keep them. */
public final class Texts {

    private Texts() {}

    /** The first UTF-16 units of a text, at most so many. */
    public static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
