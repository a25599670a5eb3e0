package dev.perstream.harness.junit;

import dev.perstream.harness.Bench;
import dev.perstream.harness.Filter;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.HookModel;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The generated class of a filter.
 *
 * @param type the class
 */
record Facade(Class<? extends Filter> type) {

    private static final String DEFINITION = "DEFINITION";

    /** What its schema says, with what its author's hooks do. */
    FilterDefinition definition(Class<? extends HookModel> hooks) {
        try {
            return ((FilterDefinition) type.getField(DEFINITION).get(null)).with(instance(hooks));
        } catch (NoSuchFieldException | IllegalAccessException | ClassCastException e) {
            throw new ExtensionConfigurationException(
                    type.getName() + " is no generated filter: it has no public FilterDefinition " + DEFINITION, e);
        }
    }

    /** The filter on a bench. */
    Filter on(Bench bench) {
        try {
            return type.getConstructor(Bench.class).newInstance(bench);
        } catch (InvocationTargetException e) {
            throw new ExtensionConfigurationException(type.getName() + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    type.getName() + " is no generated filter: it has no public constructor that takes a Bench", e);
        }
    }

    private static HookModel instance(Class<? extends HookModel> hooks) {
        try {
            var constructor = hooks.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new ExtensionConfigurationException(hooks.getName() + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(hooks.getName() + " has no constructor without parameters", e);
        }
    }
}
