package dev.perstream.harness.model;

import dev.perstream.harness.context.DriverModel;
import java.util.List;
import java.util.Map;

/**
 * A filter as its schema describes it. Generated filters have one in the constant {@code DEFINITION}.
 *
 * @param name the filter's name in Pascal case
 * @param fingerprint of the schema: 64 hexadecimal digits; a driver that was generated from it has the same
 * @param windows the oldest Windows that it runs on: {@code 10.0.19041}
 * @param contexts in the schema's order, but each after those that it refers to: the order in which an open gets them
 * @param drivers the folders of each driver's sources
 */
public record FilterDefinition(
        String name,
        String fingerprint,
        String windows,
        List<ContextBehaviour<?>> contexts,
        Map<DriverModel, DriverFolders> drivers) {

    public FilterDefinition {
        contexts = List.copyOf(contexts);
        drivers = Map.copyOf(drivers);
    }

    /** Whether an open that cannot have its context fails by choice. */
    public boolean failsOperations() {
        return contexts.stream().anyMatch(ContextBehaviour::failsOperations);
    }

    /** The same filter with what its author's hooks do to contexts. */
    public FilterDefinition with(HookModel hooks) {
        var hooked = new HookedContexts(contexts);
        hooks.describe(hooked);
        return new FilterDefinition(name, fingerprint, windows, hooked.contexts(), drivers);
    }

    /**
     * Where a driver's sources lie.
     *
     * @param generated the folder of generated sources, relative to the project's base folder, with forward slashes
     * @param hooks the folder of the author's sources, likewise; it may not exist where the schema asks for no hooks
     */
    public record DriverFolders(String generated, String hooks) {}
}
