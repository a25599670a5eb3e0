package dev.perstream.model;

/**
 * A field of a context.
 *
 * @param name in Pascal case
 * @param doc may be empty
 * @param type its type
 * @param interlocked whether it is changed with interlocked operations and needs no lock; 32 and 64 bit integers only
 */
public record Field(String name, String doc, FieldType type, boolean interlocked) {}
