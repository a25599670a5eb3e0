package dev.perstream.harness.driver;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.build.DriverImage;
import java.nio.file.Path;
import java.util.List;

/**
 * A filter's driver, compiled for the simulator.
 *
 * @param definition the filter
 * @param model which of its drivers
 * @param folders where its sources lie: folders, or the C files themselves
 * @param image what was compiled
 * @param simulator what runs it
 */
public record Driver(
        FilterDefinition definition, DriverModel model, List<Path> folders, DriverImage image, Simulator simulator) {

    public Driver {
        folders = List.copyOf(folders);
    }
}
