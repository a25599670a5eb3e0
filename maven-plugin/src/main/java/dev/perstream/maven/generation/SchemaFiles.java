package dev.perstream.maven.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The schemas of a run.
 *
 * @param files in the order of their names
 * @param fromFolder whether a folder was named and not a file: then each filter has a subfolder of its own
 */
public record SchemaFiles(List<SchemaFile> files, boolean fromFolder) {

    public SchemaFiles {
        files = List.copyOf(files);
    }

    /**
     * Reads a file, or the schemas that lie directly in a folder.
     *
     * @throws GenerationException if there is none, or one cannot be read
     */
    public static SchemaFiles read(Path schema, Path workingFolder) throws GenerationException {
        var names = new FileNames(workingFolder);
        var files = new ArrayList<SchemaFile>();
        for (var path : find(schema, names)) {
            files.add(read(path, names.of(path)));
        }
        return new SchemaFiles(files, Files.isDirectory(schema));
    }

    private static List<Path> find(Path schema, FileNames names) throws GenerationException {
        if (!Files.isDirectory(schema)) {
            return List.of(schema);
        }
        try (var entries = Files.list(schema)) {
            var found = entries.filter(SchemaFiles::isSchema).sorted().toList();
            if (found.isEmpty()) {
                throw new GenerationException(names.of(schema) + ": holds no schema; write one with the ending .yaml,"
                        + " or name another place with -Dperstream.schema");
            }
            return found;
        } catch (IOException e) {
            throw new GenerationException(names.of(schema) + ": cannot be read: " + e.getMessage());
        }
    }

    private static boolean isSchema(Path path) {
        var name = path.toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }

    private static SchemaFile read(Path path, String name) throws GenerationException {
        if (!Files.exists(path)) {
            throw new GenerationException(
                    name + ": does not exist; write a schema there, or name another place with -Dperstream.schema");
        }
        try {
            var bytes = Files.readAllBytes(path);
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SchemaFile.of(path, name, bytes, text);
        } catch (CharacterCodingException e) {
            throw new GenerationException(name + ": is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            throw new GenerationException(name + ": cannot be read: " + e.getMessage());
        }
    }
}
