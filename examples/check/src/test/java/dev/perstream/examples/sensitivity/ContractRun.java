package dev.perstream.examples.sensitivity;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.perstream.harness.context.DriverModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the contract test of an example on another driver than its own. */
final class ContractRun implements TestExecutionListener {

    private final String invocation;
    private Optional<TestPlan> plan = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private int tests;

    private ContractRun(DriverModel model) {
        invocation = model.key() + ", driver";
    }

    /**
     * Runs a contract test.
     *
     * @param contract the generated test
     * @param model the kind of driver that counts
     * @param base the folder to which the folders of the driver's sources are relative
     */
    static ContractRun of(Class<?> contract, DriverModel model, Path base) {
        var run = new ContractRun(model);
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .configurationParameter("perstream.drivers", base.toString())
                .configurationParameter("perstream.driver", "required")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        LauncherFactory.create().execute(request, run);
        if (run.tests == 0) {
            throw new IllegalStateException(contract + " has no tests of the " + run.invocation);
        }
        return run;
    }

    /** The first test that failed, and why. */
    Optional<String> firstFailure() {
        return failure;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!isOfDriver(test)) {
            return;
        }
        tests++;
        if (failure.isEmpty() && result.getStatus() == TestExecutionResult.Status.FAILED) {
            failure = result.getThrowable()
                    .map(thrown -> test.getDisplayName() + ": "
                            + thrown.toString().lines().findFirst().orElse(""));
        }
    }

    /** Whether a test is one of the driver that counts: the contract runs on the model as well, and on other drivers. */
    private boolean isOfDriver(TestIdentifier test) {
        for (var at = Optional.of(test); at.isPresent(); at = plan.flatMap(parents(at.get()))) {
            if (at.get().getDisplayName().contains(invocation)) {
                return test.isTest();
            }
        }
        return false;
    }

    private static Function<TestPlan, Optional<TestIdentifier>> parents(TestIdentifier test) {
        return all -> all.getParent(test);
    }
}
