package dev.perstream.harness.junit;

import java.util.List;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class on one thing that it runs on.
 *
 * @param variant what that is
 * @param sides what makes it
 */
record Invocation(Variant variant, Sides sides) implements ClassTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
        return variant.displayName();
    }

    /** The pool is closed when the last test of the class has run. */
    @Override
    public void prepareInvocation(ExtensionContext context) {
        var settings = Settings.of(context);
        context.getStore(FilterRun.NAMESPACE).put(SidePool.class, new SidePool(() -> sides.of(variant, settings)));
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new FilterRun(variant));
    }
}
