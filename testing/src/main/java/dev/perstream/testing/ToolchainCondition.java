package dev.perstream.testing;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips or fails a test whose programs are missing. */
final class ToolchainCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresToolchain.class)
                .flatMap(annotation -> Arrays.stream(annotation.value())
                        .filter(name -> Tool.find(name).isEmpty())
                        .findFirst())
                .map(ToolchainCondition::missing)
                .orElseGet(() -> ConditionEvaluationResult.enabled("the toolchain is complete"));
    }

    private static ConditionEvaluationResult missing(String name) {
        var message = Tool.missingMessage(name);
        if (Tool.required()) {
            throw new IllegalStateException(message);
        }
        return ConditionEvaluationResult.disabled(message);
    }
}
