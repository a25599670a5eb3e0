package dev.perstream.harness.junit;

import dev.perstream.harness.driver.DriverFailedException;
import dev.perstream.harness.junit.Settings.DriverUse;
import dev.perstream.harness.lockstep.DisagreementError;
import dev.perstream.harness.simulator.problem.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.IncompleteExecutionException;

/** Gives each test its filter, and ends it properly. */
final class FilterRun
        implements ExecutionCondition,
                ParameterResolver,
                BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    static final Namespace NAMESPACE = Namespace.create(FilterRun.class);

    private final Variant variant;

    FilterRun(Variant variant) {
        this.variant = variant;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var use = Settings.of(context).driver();
        if (!variant.onDriver()) {
            return ConditionEvaluationResult.enabled("the model runs everywhere");
        }
        if (use == DriverUse.OFF) {
            return ConditionEvaluationResult.disabled("perstream.driver is off");
        }
        if (context.getTestMethod().isEmpty() || use == DriverUse.REQUIRED) {
            return ConditionEvaluationResult.enabled("the driver is to run");
        }
        return pool(context)
                .problem()
                .filter(problem -> problem.kind() == Problem.Kind.TOOLCHAIN)
                .map(problem -> withoutDriver(context, problem))
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a compiler"));
    }

    /** Builds show how many tests were skipped and not why: that is told once in a run. */
    private static ConditionEvaluationResult withoutDriver(ExtensionContext context, Problem problem) {
        var reason = "only the model ran: " + problem.text();
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(reason, FilterRun::tell);
        return ConditionEvaluationResult.disabled(reason);
    }

    @SuppressWarnings("SystemErr")
    private static String tell(String reason) {
        System.err.println("perstream: the tests on the driver are skipped, " + reason.replaceAll("\\s*\\n\\s*", " "));
        return reason;
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == variant.facade().type();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("a filter is there for one test: take it as a parameter of the test "
                    + "or of a method with @BeforeEach");
        }
        return machine(context).filter();
    }

    /** A test whose driver cannot be had fails with the reason, whether it asks for the filter or not. */
    @Override
    public void beforeEach(ExtensionContext context) {
        machine(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withStory(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withStory(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withStory(context, failure);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var machine = context.getStore(NAMESPACE).get(Machine.class, Machine.class);
        if (machine == null) {
            return;
        }
        try {
            machine.end(context.getExecutionException().isEmpty(), pool(context));
        } catch (RuntimeException | Error failure) {
            tellStory(machine, failure);
            throw failure;
        }
    }

    private Machine machine(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Machine.class,
                        any -> new Machine(
                                variant,
                                Settings.of(context).seed(),
                                pool(context).take()),
                        Machine.class);
    }

    private static SidePool pool(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(SidePool.class, SidePool.class);
    }

    private Throwable withStory(ExtensionContext context, Throwable failure) {
        var machine = context.getStore(NAMESPACE).get(Machine.class, Machine.class);
        if (machine != null) {
            tellStory(machine, failure);
        }
        cutBelow(context.getRequiredTestClass(), failure);
        return failure;
    }

    /** Leaves out of a failure's stack what called the test. */
    private static void cutBelow(Class<?> test, Throwable failure) {
        var frames = failure.getStackTrace();
        for (var last = frames.length - 1; last >= 0; last--) {
            if (frames[last].getClassName().equals(test.getName())) {
                failure.setStackTrace(Arrays.copyOf(frames, last + 1));
                return;
            }
        }
    }

    /** Puts to a failure what it happened on, and what happened before unless it tells that itself or nothing did. */
    private void tellStory(Machine machine, Throwable failure) {
        var place = variant.displayName();
        if (failure instanceof DisagreementError disagreement) {
            disagreement.happenedOn(place);
        } else if (!(failure instanceof IncompleteExecutionException)) {
            if (failure instanceof DriverFailedException failed) {
                failed.happenedOn(place);
            }
            var story = machine.text();
            if (!story.isEmpty()) {
                failure.addSuppressed(new Story(place, story));
            }
        }
    }
}
