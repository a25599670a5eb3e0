package dev.perstream.maven.build;

import dev.perstream.model.Architecture;
import dev.perstream.model.DriverModel;
import java.nio.file.Path;
import java.util.Set;

/**
 * A generated driver.
 *
 * @param filter the filter's name
 * @param model which of its drivers
 * @param folder where it was generated
 * @param architectures what it is built for
 */
public record DriverTree(String filter, DriverModel model, Path folder, Set<Architecture> architectures) {

    public DriverTree {
        architectures = Set.copyOf(architectures);
    }
}
