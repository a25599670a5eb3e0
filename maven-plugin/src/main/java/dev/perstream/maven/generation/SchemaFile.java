package dev.perstream.maven.generation;

import dev.perstream.diagnostic.SourceText;
import dev.perstream.output.Digest;
import java.nio.file.Path;

/**
 * A schema as it lies on disk.
 *
 * @param path where
 * @param source its text, under the name that messages use
 * @param digest of its bytes
 */
record SchemaFile(Path path, SourceText source, String digest) {

    static SchemaFile of(Path path, String name, byte[] bytes, String text) {
        return new SchemaFile(path, new SourceText(name, text), Digest.of(bytes));
    }

    /** The file's name without folders. */
    String fileName() {
        return path.getFileName().toString();
    }
}
