package dev.perstream.schema;

import java.util.Optional;

/**
 * A field, in its short form {@code Name: type} or with properties.
 *
 * @param name its name
 * @param type its type's name
 * @param ref the context that it refers to, instead of a type
 * @param size how many bytes
 * @param length how many elements
 * @param max the most characters
 * @param refresh what becomes of a name when a folder is renamed, written {@code name}
 * @param initial the value that it gets at creation
 * @param interlocked whether it is changed without a lock
 * @param doc what it stands for
 */
public record FieldSyntax(
        Word name,
        Optional<Word> type,
        Optional<Word> ref,
        Optional<Word> size,
        Optional<Word> length,
        Optional<Word> max,
        Optional<Word> refresh,
        Optional<Word> initial,
        Optional<Word> interlocked,
        Optional<Word> doc) {}
