package dev.perstream.harness.driver;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.ExploringSide;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The compiled driver in a process of the simulator. When the driver breaks a rule, crashes or hangs, the call throws {@link
 * DriverFailedException}; the next {@link #begin} starts a new process. For one thread.
 */
public final class DriverSide implements ExploringSide {

    private static final String STEP = "step ";
    private static final String SKIPPED = "step skipped";
    private static final String ERROR = "error ";
    private static final String OBSERVE = "observe";
    private static final int HEX = 16;
    /** The token of a run in which nothing was left to chance. */
    private static final String WITHOUT_CHOICES = "-";
    /** Requests are sent ahead up to so many characters: fewer than a pipe holds, so that neither end waits for the other. */
    private static final int SENT_AHEAD = 16_000;

    private final Driver driver;
    private final DriverSettings settings;
    private final Transcript transcript = new Transcript();
    private final ObservationReader reader;
    private Optional<LiveDriver> live;
    private Optional<String> observed = Optional.empty();
    private final List<String> mistakes = new ArrayList<>();
    private int pendingFailures;

    private DriverSide(Driver driver, DriverSettings settings, LiveDriver live) {
        this.driver = driver;
        this.settings = settings;
        this.live = Optional.of(live);
        this.reader = new ObservationReader(driver.definition(), driver.model(), live.instanceOffset());
    }

    /**
     * Starts a process with the driver.
     *
     * @throws SchemaMismatchException if the driver was generated from another schema than the Java classes
     */
    public static DriverSide start(Driver driver, DriverSettings settings) {
        return new DriverSide(driver, settings, LiveDriver.start(driver, settings));
    }

    @Override
    public void begin(Declarations declarations) {
        transcript.begin(declarations);
        observed = Optional.empty();
        reader.begin();
        var lines = new ArrayList<String>();
        lines.add("begin");
        lines.addAll(declarations.lines());
        lines.add(".");
        if (live.isEmpty()) {
            live = Optional.of(LiveDriver.start(driver, settings));
        }
        running().send(lines);
        var answer = receive();
        if (answer.startsWith(ERROR)) {
            throw new IllegalArgumentException(answer + "\n  " + String.join("\n  ", declarations.lines()));
        }
    }

    @Override
    public StepResult perform(Step step) {
        // Whoever performs a step looks at what came of it, nearly always: one exchange instead of two.
        running().send(List.of(step.line(), OBSERVE));
        var result = ended(step);
        receiveObservation();
        refuseMistakes();
        return result;
    }

    @Override
    public Observation observe() {
        if (observed.isEmpty()) {
            running().send(List.of(OBSERVE));
            observed = Optional.of(inAWorld(receive()));
        }
        try {
            return reader.read(observed.get());
        } catch (ImpossibleContextException mistake) {
            // Answers to other steps may be under way; the next begin starts a process of its own.
            close();
            var run = new FailedRun(driver, settings);
            throw run.of(mistake, transcript.last(), run.write(transcript.scenario()), WITHOUT_CHOICES);
        }
    }

    /** The driver carries out further steps while what came of the first ones is read. */
    @Override
    public List<Moment> performAll(List<Step> steps) {
        var moments = new ArrayList<Moment>(steps.size());
        for (var sent = 0; sent < steps.size(); ) {
            var lines = new ArrayList<String>();
            var from = sent;
            for (var size = 0; sent < steps.size() && size < SENT_AHEAD; sent++) {
                var line = steps.get(sent).line();
                lines.add(line);
                lines.add(OBSERVE);
                size += line.length() + OBSERVE.length() + 2;
            }
            running().send(lines);
            for (var index = from; index < sent; index++) {
                var result = ended(steps.get(index));
                receiveObservation();
                if (mistakes.isEmpty()) {
                    moments.add(new Moment(result, observe()));
                }
            }
            refuseMistakes();
        }
        return moments;
    }

    @Override
    public Possibilities explore(List<ThreadSteps> threads, Bounds bounds) {
        return new Exploration(new FailedRun(driver, settings), reader)
                .explore(transcript.scenario(threads, Exploration.declaration(bounds)));
    }

    @Override
    public void finish() {
        running().send(List.of("finish"));
        observed = Optional.empty();
        pendingFailures = Integer.parseInt(inAWorld(receive()).substring("finished ".length()));
    }

    @Override
    public int pendingFailures() {
        return pendingFailures;
    }

    @Override
    public void close() {
        live.ifPresent(LiveDriver::close);
        live = Optional.empty();
    }

    private LiveDriver running() {
        return live.orElseThrow(() -> new IllegalStateException("the driver's process has ended; begin anew"));
    }

    /** How a step ended. A mistake in it is noted: answers to others may still be under way. */
    private StepResult ended(Step step) {
        transcript.add(step);
        var answer = receive();
        if (answer.startsWith(ERROR)) {
            mistakes.add("\"" + step.line() + "\" cannot be done: " + answer.substring(ERROR.length()));
        }
        var result = answer.startsWith(ERROR) || answer.equals(SKIPPED)
                ? StepResult.SKIPPED
                : StepResult.of(new NtStatus(Integer.parseUnsignedInt(answer, STEP.length(), answer.length(), HEX)));
        transcript.ended(step, result);
        return result;
    }

    private void receiveObservation() {
        observed = Optional.of(receive()).filter(answer -> !answer.startsWith(ERROR));
    }

    private static String inAWorld(String answer) {
        if (answer.startsWith(ERROR)) {
            throw new IllegalStateException("nothing has begun, or it was finished: " + answer);
        }
        return answer;
    }

    private void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            var first = mistakes.get(0);
            mistakes.clear();
            throw new IllegalArgumentException(first);
        }
    }

    private String receive() {
        try {
            return running().receive();
        } catch (LiveDriver.Ended ended) {
            live = Optional.empty();
            throw new FailedRun(driver, settings).of(transcript.scenario(), ended.lastWords());
        }
    }
}
