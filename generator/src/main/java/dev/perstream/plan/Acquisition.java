package dev.perstream.plan;

/** How a callback comes by a context. */
public enum Acquisition {
    /** It takes the one that is there, if there is one. */
    GET,
    /** It takes the one that is there, or creates it. */
    FIND_OR_CREATE
}
