package dev.perstream.harness.differential;

import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Finds the shortest sequence that still disagrees in the same kind, by leaving out and simplifying what it can. */
final class Shrinker {

    private static final int MOST_TRIALS = 4000;
    private static final List<String> SIMPLE_NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static final List<String> SIMPLE_PATHS = List.of("\\a.txt", "\\b.txt", "\\c.txt", "\\d.txt");
    private static final Pattern IN_ROOT = Pattern.compile("[A-Z]:\\\\[^\\\\:]+");

    private final Trial trial;
    private Sequence sequence;
    private Disagreement disagreement;
    private int trials;

    private Shrinker(Trial trial, Sequence sequence, Disagreement disagreement) {
        this.trial = trial;
        this.sequence = sequence;
        this.disagreement = disagreement;
    }

    /**
     * What is left of a sequence.
     *
     * @param sequence the shortest that was found
     * @param disagreement in which it ends
     */
    record Shrunk(Sequence sequence, Disagreement disagreement) {}

    /** Shrinks a sequence that is known to disagree. */
    static Shrunk shrink(Trial trial, Sequence sequence, Disagreement disagreement) {
        var shrinker = new Shrinker(trial, sequence, disagreement);
        shrinker.shrink();
        return new Shrunk(shrinker.sequence, shrinker.disagreement);
    }

    private void shrink() {
        var again = true;
        while (again && trials < MOST_TRIALS) {
            again = dropSteps();
            again |= dropHandles();
            again |= simplifyMachine();
            again |= simplifySteps();
            again |= useOneVolume();
            again |= simplifyPaths();
            again |= separatePaths();
            again |= useFirstHandles();
        }
        startAsTestsDo();
        nameInOrder();
    }

    /** Takes the candidate if it disagrees as before; cuts what comes after the disagreement. */
    private boolean take(Sequence candidate) {
        if (trials >= MOST_TRIALS || candidate.equals(sequence)) {
            return false;
        }
        trials++;
        var tried = trial.run(candidate);
        if (tried.disagreement()
                .filter(found -> found.kind() == disagreement.kind())
                .isEmpty()) {
            return false;
        }
        disagreement = tried.disagreement().get();
        var end = Math.min(disagreement.step() + 1, candidate.steps().size());
        sequence = candidate.withSteps(candidate.steps().subList(0, end));
        return true;
    }

    /** Leaves out runs of steps, long ones first. */
    private boolean dropSteps() {
        var dropped = false;
        for (var length = Math.max(1, sequence.steps().size() / 2); length > 0; length /= 2) {
            for (var end = sequence.steps().size();
                    end > 0;
                    end = Math.min(end - length, sequence.steps().size())) {
                var steps = new ArrayList<>(sequence.steps());
                steps.subList(Math.max(0, end - length), end).clear();
                dropped |= take(sequence.withSteps(steps));
            }
        }
        return dropped;
    }

    /** Leaves out an open together with all that is done with what it opened. */
    private boolean dropHandles() {
        var dropped = false;
        for (var i = sequence.steps().size() - 1; i >= 0; i--) {
            if (i < sequence.steps().size()) {
                var at = i;
                dropped |= Names.opened(sequence.steps().get(at))
                        .filter(name -> take(sequence.withSteps(withoutLife(name, at))))
                        .isPresent();
            }
        }
        return dropped;
    }

    private List<Step> withoutLife(String name, int opened) {
        var steps = new ArrayList<>(sequence.steps().subList(0, opened));
        var ended = false;
        for (var step : sequence.steps().subList(opened + 1, sequence.steps().size())) {
            ended |= Names.opened(step).filter(name::equals).isPresent();
            if (ended || !Names.used(step).contains(name)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private boolean simplifyMachine() {
        var simplified = false;
        var again = true;
        while (again) {
            again = false;
            for (var form : Simpler.forms(sequence.declarations())) {
                if (take(sequence.withDeclarations(form))) {
                    again = true;
                    break;
                }
            }
            simplified |= again;
        }
        return simplified;
    }

    /** Lets everything happen on one of two volumes. */
    private boolean useOneVolume() {
        var volumes = sequence.declarations().volumes();
        for (var left : volumes.size() > 1 || volumes.get(0).letter() != 'C' ? volumes : List.<VolumeDeclaration>of()) {
            var machine = sequence.declarations();
            var only = new Declarations(
                    machine.windows(),
                    machine.filter(),
                    machine.failsOperations(),
                    List.of(new VolumeDeclaration('C', left.fileSystem(), left.behaviours())));
            var steps = sequence.steps().stream()
                    .map(step -> Rewriting.moved(step, 'D', 'C'))
                    .toList();
            if (take(new Sequence(only, steps))) {
                return true;
            }
        }
        return false;
    }

    /** Lets a step be about what was opened first, if that does as well. */
    private boolean useFirstHandles() {
        var simplified = false;
        for (var i = 0; i < sequence.steps().size(); i++) {
            var step = sequence.steps().get(i);
            for (var name : openedBefore(i)) {
                if (i >= sequence.steps().size() || Names.used(step).contains(name)) {
                    break;
                }
                if (take(sequence.withSteps(replaced(i, new Rewriting(any -> name, path -> path).apply(step))))) {
                    simplified = true;
                    break;
                }
            }
        }
        return simplified;
    }

    /** Names that a step could be about instead of its own; none for one that opens. */
    private List<String> openedBefore(int index) {
        var names = new ArrayList<String>();
        var about = sequence.steps().get(index);
        if (Names.used(about).isEmpty()
                || Names.opened(about).isPresent()
                || about instanceof SystemStep.Commit
                || about instanceof SystemStep.Rollback) {
            return names;
        }
        for (var step : sequence.steps().subList(0, index)) {
            if (!(step instanceof SystemStep.BeginTransaction)) {
                Names.opened(step).filter(name -> !names.contains(name)).ifPresent(names::add);
            }
        }
        return names;
    }

    private boolean simplifySteps() {
        var simplified = false;
        for (var i = 0; i < sequence.steps().size(); i++) {
            for (var form : Simpler.forms(sequence.steps().get(i))) {
                if (i < sequence.steps().size() && take(sequence.withSteps(replaced(i, form)))) {
                    simplified = true;
                    i--;
                    break;
                }
            }
        }
        return simplified;
    }

    private List<Step> replaced(int index, Step form) {
        var steps = new ArrayList<>(sequence.steps());
        steps.set(index, form);
        return steps;
    }

    private boolean simplifyPaths() {
        var simplified = false;
        var used = new TreeSet<String>();
        sequence.steps().forEach(step -> Rewriting.path(step).ifPresent(used::add));
        for (var path : used) {
            for (var simple : SIMPLE_PATHS) {
                var other = path.charAt(0) + ":" + simple;
                if (path.length() > 2 && SIMPLE_PATHS.indexOf(path.substring(2)) < 0) {
                    simplified |= rewrite(Rewriting.path(path, other)::apply);
                }
            }
        }
        return simplified;
    }

    /** Gives a step a path of its own where it need not share one: what led to the shared one can go then. */
    private boolean separatePaths() {
        var separated = false;
        for (var i = 0; i < sequence.steps().size(); i++) {
            var step = sequence.steps().get(i);
            var paths = sequence.steps().stream()
                    .flatMap(one -> Rewriting.path(one).stream())
                    .toList();
            var path = Rewriting.path(step).filter(one -> Collections.frequency(paths, one) > 1);
            var fresh = path.flatMap(one -> SIMPLE_PATHS.stream()
                    .map(simple -> one.substring(0, 2) + simple)
                    .filter(simple -> !paths.contains(simple))
                    .findFirst());
            if (fresh.isPresent()) {
                var form = Rewriting.path(path.get(), fresh.get()).apply(step);
                separated |= take(sequence.withSteps(replaced(i, form)));
            }
        }
        return separated;
    }

    private boolean rewrite(UnaryOperator<Step> change) {
        return take(sequence.withSteps(sequence.steps().stream().map(change).toList()));
    }

    /** Names handles and files in the order in which they come. */
    private void nameInOrder() {
        var handles = new ArrayList<String>();
        var files = new ArrayList<String>();
        for (var step : sequence.steps()) {
            Names.opened(step).filter(name -> !handles.contains(name)).ifPresent(handles::add);
            Rewriting.path(step)
                    .filter(path -> IN_ROOT.matcher(path).matches() && !files.contains(path))
                    .ifPresent(files::add);
        }
        rewrite(new Rewriting(name -> inOrder(name, handles, "", SIMPLE_NAMES), UnaryOperator.identity())::apply);
        rewrite(new Rewriting(
                UnaryOperator.identity(), path -> inOrder(path, files, path.substring(0, 2), SIMPLE_PATHS))::apply);
    }

    private static String inOrder(String old, List<String> order, String start, List<String> simple) {
        var index = order.indexOf(old);
        return index < 0 || order.size() > simple.size() ? old : start + simple.get(index);
    }

    /** Tests find the filter loaded and their volumes mounted: most sequences can begin so as well. */
    private void startAsTestsDo() {
        var loads = sequence.steps().stream()
                .filter(step -> step instanceof SystemStep.Load)
                .count();
        if (!take(AsTest.startingAsTestsDo(sequence)) && loads == 1) {
            var others = sequence.steps().stream()
                    .filter(step -> !(step instanceof SystemStep.Load))
                    .toList();
            take(AsTest.startingAsTestsDo(sequence.withSteps(others)));
        }
    }
}
