package dev.perstream.plan;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationUse;
import dev.perstream.model.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Derives what each callback does from the statements and hooks of a filter. */
public final class Planner {

    private final FilterModel filter;
    private final DriverModel model;
    private final List<Context> contexts;
    private final boolean ordersNames;

    private Planner(FilterModel filter, DriverModel model) {
        this.filter = filter;
        this.model = model;
        this.contexts = referencedFirst(filter);
        this.ordersNames = contexts.stream().anyMatch(Context::ordersNames);
    }

    /** The plan of a filter as one of its models. */
    public static DriverPlan plan(FilterModel filter, DriverModel model) {
        return new Planner(filter, model).plan();
    }

    private DriverPlan plan() {
        return new DriverPlan(
                filter, model, roots().stream().map(this::callback).toList());
    }

    private Set<Operation> roots() {
        Set<Operation> roots = EnumSet.noneOf(Operation.class);
        for (var context : contexts) {
            context.tracks().forEach(track -> roots.add(track.operation().root()));
            creation(context).ifPresent(roots::add);
        }
        filter.operations().forEach(use -> roots.add(use.operation().root()));
        if (ordersNames) {
            roots.add(Operation.SET_INFORMATION);
        }
        return roots;
    }

    /** The operation that brings a context into being by itself. */
    private static Optional<Operation> creation(Context context) {
        return switch (context.attach()) {
            case VOLUME, INSTANCE -> Optional.of(Operation.SETUP);
            case FILE, STREAM, STREAM_HANDLE, TRANSACTION ->
                context.create() == CreateWhen.FIRST_OPEN ? Optional.of(Operation.CREATE) : Optional.empty();
            case SECTION -> Optional.empty();
        };
    }

    private Callback callback(Operation root) {
        var parts = EnumSet.allOf(Operation.class).stream()
                .filter(operation -> operation.root() == root)
                .map(this::part)
                .filter(part -> part.runsIn(Phase.BEFORE) || part.runsIn(Phase.AFTER))
                .toList();
        var uses = new ArrayList<ContextUse>();
        for (var phase : Phase.values()) {
            contexts.stream()
                    .filter(context -> needs(context, root, parts, phase))
                    .map(context -> use(context, root, phase))
                    .filter(use -> uses.stream().noneMatch(other -> replaces(other, use)))
                    .forEach(uses::add);
        }
        return new Callback(root, merged(uses), parts);
    }

    private Part part(Operation operation) {
        var tracks = new ArrayList<TrackStep>();
        for (var phase : Phase.values()) {
            for (var context : contexts) {
                context.track(operation)
                        .map(track -> track.in(phase))
                        .filter(statements -> !statements.isEmpty())
                        .ifPresent(statements -> tracks.add(new TrackStep(context, operation, phase, statements)));
            }
        }
        var hooks = filter.operations().stream()
                .filter(use -> use.operation() == operation)
                .flatMap(use -> hooks(use).stream())
                .toList();
        return new Part(operation, tracks, hooks, ordersNames && operation == Operation.RENAME);
    }

    private List<HookCall> hooks(OperationUse use) {
        return List.of(Phase.values()).stream()
                .filter(use.hooks()::contains)
                .map(phase -> new HookCall(
                        use.operation(),
                        phase,
                        use.contexts().stream()
                                .map(filter::context)
                                .filter(context -> exists(context, use.operation(), phase))
                                .toList()))
                .toList();
    }

    /** Whether a context can exist at a moment: that of a file does not before the file is open (rule S1). */
    private static boolean exists(Context context, Operation operation, Phase phase) {
        return !operation.opens() || phase == Phase.AFTER || !context.attach().ofFile();
    }

    private boolean needs(Context context, Operation root, List<Part> parts, Phase phase) {
        if (phase == Phase.AFTER && creation(context).filter(root::equals).isPresent()) {
            return true;
        }
        return parts.stream().anyMatch(part -> usedBy(context, part, phase));
    }

    private static boolean usedBy(Context context, Part part, Phase phase) {
        return part.tracks(phase).stream()
                        .anyMatch(step -> step.context().equals(context)
                                || step.references().contains(context.name()))
                || part.hook(phase)
                        .filter(hook -> hook.contexts().contains(context))
                        .isPresent();
    }

    private ContextUse use(Context context, Operation root, Phase phase) {
        var carried = phase == Phase.AFTER && root.completion() == Operation.Completion.DISPATCH;
        var acquiredIn = carried ? Phase.BEFORE : phase;
        var created = creates(context, root, acquiredIn);
        var refresh = DriverPlan.keepsNameLazily(context)
                && root.subject() == Operation.Subject.FILE
                && root != Operation.CLOSE
                && !root.opens()
                && acquiredIn == Phase.BEFORE;
        return new ContextUse(
                context, acquiredIn, created ? Acquisition.FIND_OR_CREATE : Acquisition.GET, carried, refresh);
    }

    private static boolean creates(Context context, Operation root, Phase acquiredIn) {
        if (root.opens() || root == Operation.SETUP) {
            return acquiredIn == Phase.AFTER
                    && (root == Operation.SETUP
                            || context.attach().ofFile()
                            || context.attach() == Attachment.TRANSACTION);
        }
        return context.create() == CreateWhen.FIRST_USE
                && context.attach().ofFile()
                && root != Operation.CLEANUP
                && root != Operation.CLOSE;
    }

    private static boolean replaces(ContextUse earlier, ContextUse later) {
        return earlier.context().equals(later.context())
                && earlier.phase() == later.phase()
                && earlier.carried() == later.carried();
    }

    /** One use of a context in a phase: carried if any is. */
    private static List<ContextUse> merged(List<ContextUse> uses) {
        return uses.stream()
                .filter(use -> use.carried()
                        || uses.stream()
                                .noneMatch(other -> other.carried()
                                        && other.context().equals(use.context())
                                        && other.phase() == use.phase()))
                .toList();
    }

    /** The contexts in an order in which each comes after those that it refers to; validation has ruled out cycles. */
    public static List<Context> referencedFirst(FilterModel filter) {
        var ordered = new ArrayList<Context>();
        filter.contexts().forEach(context -> visit(filter, context, ordered));
        return List.copyOf(ordered);
    }

    private static void visit(FilterModel filter, Context context, List<Context> ordered) {
        if (ordered.contains(context)) {
            return;
        }
        context.references().forEach(name -> visit(filter, filter.context(name), ordered));
        ordered.add(context);
    }
}
