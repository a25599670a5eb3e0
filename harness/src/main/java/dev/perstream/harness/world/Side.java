package dev.perstream.harness.world;

import java.util.List;

/**
 * Something that operations can be carried out on: the model, or the driver on the simulated kernel. Both take the same
 * steps and show the same contexts.
 */
public interface Side extends AutoCloseable {

    /** Starts anew with a machine on which nothing has happened yet. */
    void begin(Declarations declarations);

    /** Carries out a step. */
    StepResult perform(Step step);

    /** All contexts as they are now. */
    Observation observe();

    /** Carries out steps, with an observation after each; the same as one by one, and faster where that matters. */
    default List<Moment> performAll(List<Step> steps) {
        return steps.stream().map(step -> new Moment(perform(step), observe())).toList();
    }

    /** Closes everything, unloads the filter and looks for what it leaves behind. */
    void finish();

    /**
     * How many planned failures had not come about when the last world was finished; none where nothing can be planned,
     * as on the model.
     */
    default int pendingFailures() {
        return 0;
    }

    @Override
    void close();

    /** What a step led to. */
    record Moment(StepResult result, Observation observation) {}
}
