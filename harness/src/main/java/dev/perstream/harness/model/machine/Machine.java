package dev.perstream.harness.model.machine;

import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Volumes and what is open on them: carries out the steps that are requests to file systems. */
public final class Machine {

    private final Named named = new Named();
    private final Volumes volumes;
    private final OpeningSteps openingSteps;
    private final FileSteps fileSteps;
    private final SystemSteps systemSteps;

    /** A machine on which nothing has happened yet. */
    public Machine(Declarations declarations, RequestFilter filter, Clock clock) {
        var io = new IoManager(filter);
        var requests = new FileRequests(io, filter);
        volumes = new Volumes(declarations, clock);
        openingSteps = new OpeningSteps(volumes, named, io, requests, filter);
        fileSteps = new FileSteps(volumes, named, io, requests);
        systemSteps = new SystemSteps(volumes, named, io, requests, filter);
    }

    /** All volumes by their letters. */
    public Collection<Volume> volumes() {
        return volumes.all();
    }

    /** The volume of a letter. */
    public Optional<Volume> volume(char letter) {
        return volumes.of(letter);
    }

    /** What is open, by name. */
    public Map<String, OpenFile> files() {
        return Collections.unmodifiableMap(named.files);
    }

    /** What is held, by name. */
    public Map<String, OpenFile> held() {
        return Collections.unmodifiableMap(named.held);
    }

    /** Transactions whose handles are open, by name. */
    public Map<String, KernelTransaction> transactions() {
        return Collections.unmodifiableMap(named.transactions);
    }

    /**
     * Carries out a step on files, volumes or transactions; empty for those on the filter.
     *
     * @throws IllegalArgumentException if the step is on a volume that is not declared
     */
    public Optional<StepResult> perform(Step step) {
        if (step instanceof OpeningStep opening) {
            return Optional.of(openingSteps.perform(opening));
        }
        if (step instanceof FileStep onFile) {
            return Optional.of(fileSteps.perform(onFile));
        }
        return systemSteps.perform((SystemStep) step);
    }

    /** Closes whatever has a name. */
    public void closeEverything() {
        for (var name : named.all()) {
            openingSteps.close(name);
            openingSteps.release(name);
        }
    }
}
