package dev.perstream.harness.junit;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * One of the things that a test class runs on.
 *
 * @param facade the generated class of the filter
 * @param definition of the filter
 * @param model the kind of driver
 * @param onDriver whether the driver runs, too, or the model alone
 */
record Variant(Facade facade, FilterDefinition definition, DriverModel model, boolean onDriver) {

    /** All that a test class runs on, in order. */
    static Stream<Variant> of(FilterTest test) {
        var facade = new Facade(test.value());
        var definition = facade.definition(test.hooks());
        return models(test, definition).stream()
                .flatMap(model ->
                        Stream.of(false, true).map(onDriver -> new Variant(facade, definition, model, onDriver)));
    }

    String displayName() {
        return model.key() + ", " + (onDriver ? "driver" : "model");
    }

    private static List<DriverModel> models(FilterTest test, FilterDefinition definition) {
        var known = definition.drivers().keySet();
        var asked = List.of(test.models());
        asked.stream().filter(model -> !known.contains(model)).findFirst().ifPresent(model -> {
            throw new ExtensionConfigurationException("the filter " + definition.name() + " has no " + model.key()
                    + " driver; add the model to its schema, or take it out of @FilterTest");
        });
        return Arrays.stream(DriverModel.values())
                .filter(known::contains)
                .filter(model -> asked.isEmpty() || asked.contains(model))
                .toList();
    }
}
