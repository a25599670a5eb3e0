package dev.perstream.harness.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a class with {@link FilterTest} on everything that it is to run on. */
final class FilterTestExtension implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), FilterTest.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        var test = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), FilterTest.class)
                .orElseThrow();
        return Variant.of(test).map(variant -> new Invocation(variant, new RealSides()));
    }
}
