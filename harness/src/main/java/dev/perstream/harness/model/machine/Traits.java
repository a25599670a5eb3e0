package dev.perstream.harness.model.machine;

import dev.perstream.harness.world.FileSystem;

/**
 * What a file system can do.
 *
 * @param remote whether it is a redirector, which is always there and names its files by share
 * @param streamContexts whether its streams have the advanced header that filter contexts hang on
 * @param fileContexts whether its files do
 * @param namedStreams whether a file can have more than one stream
 * @param hardLinks whether a file can have more than one name
 * @param shortNames whether long names get an 8.3 name
 * @param tunnelling whether a name that is used again soon is what it was before
 * @param transactions whether files can be opened in transactions
 * @param pagingFiles whether the memory manager can page to it
 * @param posix whether POSIX semantics of deletion and renaming are known
 * @param security whether files have security descriptors
 * @param extendedAttributes whether files have extended attributes
 * @param reparsePoints whether files can be reparse points
 * @param queryOpen whether attributes can be asked for by path without an open
 */
public record Traits(
        boolean remote,
        boolean streamContexts,
        boolean fileContexts,
        boolean namedStreams,
        boolean hardLinks,
        boolean shortNames,
        boolean tunnelling,
        boolean transactions,
        boolean pagingFiles,
        boolean posix,
        boolean security,
        boolean extendedAttributes,
        boolean reparsePoints,
        boolean queryOpen) {

    private static final Traits NTFS =
            new Traits(false, true, true, true, true, true, true, true, true, true, true, true, true, true);
    private static final Traits FAT =
            new Traits(false, true, false, false, false, true, true, false, true, false, false, false, false, false);
    private static final Traits REDIRECTOR =
            new Traits(true, true, false, true, true, true, false, false, false, false, true, false, false, false);
    private static final Traits PLAIN = new Traits(
            false, false, false, false, false, false, false, false, false, false, false, false, false, false);

    /** Those of a kind of file system. */
    static Traits of(FileSystem fileSystem) {
        return switch (fileSystem) {
            case NTFS -> NTFS;
            case FAT -> FAT;
            case REDIRECTOR -> REDIRECTOR;
            case PLAIN -> PLAIN;
        };
    }
}
