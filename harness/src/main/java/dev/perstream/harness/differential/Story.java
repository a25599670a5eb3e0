package dev.perstream.harness.differential;

import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Side.Moment;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The steps of a sequence as statements of a test. */
final class Story {

    private final String filter;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> declared = new HashSet<>();

    /**
     * Tells a sequence that begins as tests do.
     *
     * @param filter the name of the test's parameter
     * @param expected what the model shows after each step
     */
    Story(String filter, Sequence sequence, List<Moment> expected) {
        this.filter = filter;
        var first = 1 + sequence.declarations().volumes().size();
        for (var i = first; i < sequence.steps().size(); i++) {
            tell(sequence.steps().get(i), expected.get(i));
        }
    }

    /** A variable for a volume or something opened; volumes have capital letters. */
    static String name(char volume) {
        return "volume" + volume;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The classes that the statements name. */
    Set<String> imports() {
        var imports = new TreeSet<String>();
        var text = String.join("\n", lines);
        for (var name : List.of("FileSystem", "InformationKind", "IoOption", "OpenOption")) {
            if (text.contains(name + ".")) {
                imports.add("dev.perstream.harness.world." + name);
            }
        }
        for (var name : List.of("Handle", "Transaction")) {
            if (text.contains(name + " ")) {
                imports.add("dev.perstream.harness." + name);
            }
        }
        if (text.contains("Duration.")) {
            imports.add("java.time.Duration");
        }
        return imports;
    }

    private void tell(Step step, Moment moment) {
        if (moment.result().status().isEmpty()) {
            lines.add("// " + step.line() + ": nothing is open there");
            return;
        }
        var call = call(new Rewriting(this::variable, UnaryOperator.identity()).apply(step));
        if (!moment.result().succeeded()) {
            lines.add(filter + ".attempt(() -> " + call + "); // " + moment.result());
            return;
        }
        lines.add(Names.opened(step).map(name -> assignment(step, name)).orElse("") + call + ";");
    }

    /** What is opened gets a variable of its own, so that statements in lambdas can use it. */
    private String assignment(Step step, String name) {
        var variable = name;
        for (var number = 2; !declared.add(variable); number++) {
            variable = name + number;
        }
        variables.put(name, variable);
        return (step instanceof SystemStep.BeginTransaction ? "Transaction " : "Handle ") + variable + " = ";
    }

    private String variable(String name) {
        return variables.getOrDefault(name, name);
    }

    private String call(Step step) {
        if (step instanceof OpeningStep.Open open) {
            return open(open);
        }
        if (step instanceof SystemStep.BeginTransaction) {
            return filter + ".beginTransaction()";
        }
        if (step instanceof OpeningStep.StreamFile stream) {
            return stream.of() + ".streamFile()";
        }
        return Rewriting.name(step)
                .map(name -> name + "." + onHandle(step))
                .or(() -> onVolume(step))
                .orElseGet(() -> filter + "." + onFilter(step));
    }

    private static String open(OpeningStep.Open open) {
        var volume = name(open.path().charAt(0));
        var options = new ArrayList<String>();
        if (open.path().length() > 2) {
            options.add(quoted(open.path()));
        }
        options.addAll(words("OpenOption.", open.options(), OpenOption.class));
        if (open.transaction().isPresent()) {
            options.add(0, volume);
            return open.transaction().get() + ".open(" + String.join(", ", options) + ")";
        }
        var routine = open.path().length() > 2 ? ".open(" : ".openVolume(";
        return volume + routine + String.join(", ", options) + ")";
    }

    private static String onHandle(Step step) {
        if (step instanceof FileStep.Read read) {
            return "read(" + transfer(read.offset(), read.length(), read.options());
        }
        if (step instanceof FileStep.Write write) {
            return "write(" + transfer(write.offset(), write.length(), write.options());
        }
        if (step instanceof FileStep.Rename rename) {
            return (rename.replace() ? "renameReplacing(" : "rename(") + quoted(rename.path()) + ")";
        }
        if (step instanceof FileStep.Link link) {
            return (link.replace() ? "linkReplacing(" : "link(") + quoted(link.path()) + ")";
        }
        if (step instanceof FileStep.Delete delete) {
            return delete.posix() ? "deletePosix()" : "delete()";
        }
        if (step instanceof FileStep.Truncate truncate) {
            return "truncate(" + truncate.size() + ")";
        }
        return step instanceof FileStep.Allocate allocate ? "allocate(" + allocate.size() + ")" : question(step);
    }

    private static String question(Step step) {
        if (step instanceof FileStep.Query query) {
            return "query(InformationKind." + query.kind().name() + ")";
        }
        if (step instanceof FileStep.ListFolder list) {
            return "list(\"" + list.pattern() + "\")";
        }
        if (step instanceof FileStep.Lock lock) {
            return (lock.shared() ? "lockShared(" : "lock(") + lock.offset() + ", " + lock.length() + ")";
        }
        if (step instanceof FileStep.Unlock unlock) {
            return "unlock(" + unlock.offset() + ", " + unlock.length() + ")";
        }
        if (step instanceof FileStep.Control control) {
            return String.format("control(0x%XL)", control.code());
        }
        if (step instanceof FileStep.Security security) {
            return security.set() ? "setSecurity()" : "querySecurity()";
        }
        return rare(step);
    }

    private static String rare(Step step) {
        if (step instanceof FileStep.SetEa set) {
            return (set.remove() ? "removeEa(\"" : "setEa(\"") + set.attribute() + "\")";
        }
        if (step instanceof FileStep.Label label) {
            return "setLabel(\"" + label.label() + "\")";
        }
        if (step instanceof FileStep.DeviceControl control) {
            return String.format("deviceControl(0x%XL)", control.code());
        }
        if (step instanceof FileStep.Quota quota) {
            return quota.set() ? "setQuota()" : "queryQuota()";
        }
        return verb(step) + "()";
    }

    /** Steps without operands are called as they are in Java. */
    private static String verb(Step step) {
        var name = step.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static Optional<String> onVolume(Step step) {
        if (step instanceof OpeningStep.QueryOpen query) {
            return Optional.of(name(query.path().charAt(0)) + ".queryOpen(" + quoted(query.path()) + ")");
        }
        if (step instanceof SystemStep.Dismount dismount && dismount.lock()) {
            return Optional.of(name(dismount.volume()) + ".lockAndDismount()");
        }
        return Names.volumes(step).findFirst().map(volume -> name(volume) + "." + verb(step) + "()");
    }

    private static String onFilter(Step step) {
        return step instanceof SystemStep.Pass pass
                ? "pass(Duration.ofMillis(" + pass.time().toMillis() + "))"
                : verb(step) + "()";
    }

    private static String transfer(long offset, long length, Set<IoOption> options) {
        var operands = new ArrayList<>(List.of(Long.toString(offset), Long.toString(length)));
        operands.addAll(words("IoOption.", options, IoOption.class));
        return String.join(", ", operands) + ")";
    }

    private static <E extends Enum<E>> List<String> words(String start, Set<E> options, Class<E> type) {
        var ordered = EnumSet.noneOf(type);
        ordered.addAll(options);
        Function<E, String> word = option -> start + option.name();
        return ordered.stream().map(word).toList();
    }

    /** The path without its volume, as a literal. */
    private static String quoted(String path) {
        return "\"" + path.substring(2).replace("\\", "\\\\") + "\"";
    }
}
