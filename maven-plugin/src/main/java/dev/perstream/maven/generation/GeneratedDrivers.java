package dev.perstream.maven.generation;

import dev.perstream.Perstream;
import dev.perstream.maven.build.DriverTree;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Finds what was generated from schemas. */
public final class GeneratedDrivers {

    private GeneratedDrivers() {}

    /**
     * The drivers of schemas.
     *
     * @param schema a schema's file, or a folder with schemas
     * @param output the root of generated files
     * @param workingFolder the folder that messages name files from
     * @throws GenerationException if a schema has an error, or a driver was not generated
     */
    public static List<DriverTree> find(Path schema, Path output, Path workingFolder) throws GenerationException {
        var schemas = SchemaFiles.read(schema, workingFolder);
        var trees = new ArrayList<DriverTree>();
        for (var filter : new Reading().all(schemas, Perstream::read, Function.<FilterModel>identity())) {
            var name = filter.identity().name();
            var root = schemas.fromFolder() ? output.resolve(name) : output;
            for (var model : DriverModel.values()) {
                if (filter.identity().models().contains(model)) {
                    var folder = root.resolve(model.key());
                    checkGenerated(folder, new FileNames(workingFolder));
                    trees.add(new DriverTree(
                            name, model, folder, filter.identity().architectures()));
                }
            }
        }
        return trees;
    }

    private static void checkGenerated(Path folder, FileNames names) throws GenerationException {
        if (!Files.isRegularFile(folder.resolve("Makefile"))) {
            throw new GenerationException(names.of(folder)
                    + ": holds no generated driver; run the goal perstream:generate first, with the same schema and"
                    + " outputDirectory");
        }
    }
}
