package dev.perstream.harness.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.IncompleteExecutionException;

/** Runs test classes with JUnit as a build would, and tells what became of each test. */
public final class Runs {

    private Runs() {}

    /** What became of a test. */
    public enum Outcome {
        PASSED,
        SKIPPED,
        FAILED
    }

    /**
     * A test that was run.
     *
     * @param variant the display name of what its class ran on
     * @param name of its method
     * @param message why it failed or was skipped
     * @param suppressed the messages of what was suppressed
     * @param caller the method at the bottom of its stack
     */
    public record Ran(
            String variant, String name, Outcome outcome, String message, List<String> suppressed, String caller) {

        /** All but the messages. */
        public String text() {
            return variant + ": " + name + " " + outcome;
        }
    }

    /** Runs a class with configuration parameters. */
    public static List<Ran> of(Class<?> type, Map<String, String> parameters) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameters(parameters)
                .build();
        var listener = new Listener();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .build())
                .execute(request, listener);
        return listener.ran;
    }

    private static String caller(Throwable failure) {
        var frames = failure.getStackTrace();
        return frames.length == 0 ? "" : frames[frames.length - 1].getMethodName();
    }

    /** Notes what it hears. */
    private static final class Listener implements TestExecutionListener {

        private final List<Ran> ran = new ArrayList<>();
        private Optional<TestPlan> plan = Optional.empty();

        @Override
        public void testPlanExecutionStarted(TestPlan started) {
            plan = Optional.of(started);
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            ran.add(new Ran(variant(test), name(test), Outcome.SKIPPED, reason, List.of(), ""));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            var failure = result.getThrowable();
            if (test.isTest() || failure.isPresent()) {
                var outcome = failure.isEmpty()
                        ? Outcome.PASSED
                        : failure.get() instanceof IncompleteExecutionException ? Outcome.SKIPPED : Outcome.FAILED;
                ran.add(new Ran(
                        variant(test),
                        name(test),
                        outcome,
                        failure.map(Throwable::getMessage).orElse(""),
                        failure.map(error -> List.of(error.getSuppressed()).stream()
                                        .map(Throwable::getMessage)
                                        .toList())
                                .orElse(List.of()),
                        failure.map(Runs::caller).orElse("")));
            }
        }

        private String variant(TestIdentifier test) {
            return plan.flatMap(of -> of.getParent(test))
                    .map(TestIdentifier::getDisplayName)
                    .orElse("");
        }

        private static String name(TestIdentifier test) {
            return test.getDisplayName().replaceFirst("\\(.*", "");
        }
    }
}
