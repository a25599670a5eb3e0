package dev.perstream.harness.junit;

import dev.perstream.harness.driver.Driver;
import dev.perstream.harness.driver.DriverImages;
import dev.perstream.harness.driver.DriverSettings;
import dev.perstream.harness.driver.DriverSide;
import dev.perstream.harness.driver.SchemaMismatchException;
import dev.perstream.harness.lockstep.Lockstep;
import dev.perstream.harness.model.side.ModelSide;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.toolchain.CacheFolder;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import dev.perstream.harness.world.ExploringSide;
import java.util.Optional;
import java.util.function.Supplier;

/** The model, and the driver in the simulator with the model beside it. */
final class RealSides implements Sides {

    @Override
    public Attempt<Supplier<ExploringSide>> of(Variant variant, Settings settings) {
        return variant.onDriver()
                ? driver(variant, settings).map(driver -> () -> lockstep(variant, driver, settings))
                : Attempt.done(() -> model(variant));
    }

    private static Attempt<Driver> driver(Variant variant, Settings settings) {
        var environment = Environment.ofThisProcess();
        var cache = settings.cache().map(CacheFolder::new).orElseGet(environment::cache);
        return Toolchain.find(environment.searchPath(), cache, Optional.empty(), settings.sanitizers())
                .then(Simulator::of)
                .map(simulator -> new DriverImages(simulator, settings.base()))
                .then(images -> images.build(variant.definition(), variant.model()));
    }

    private static ExploringSide model(Variant variant) {
        return new ModelSide(variant.definition(), variant.model());
    }

    private static ExploringSide lockstep(Variant variant, Driver driver, Settings settings) {
        var how = DriverSettings.of(settings.base()).withHangLimit(settings.hangLimit());
        try {
            return new Lockstep(model(variant), DriverSide.start(driver, how));
        } catch (SchemaMismatchException mismatch) {
            throw new UnusableDriverError(String.valueOf(mismatch.getMessage()));
        }
    }
}
