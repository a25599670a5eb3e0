package dev.perstream.emit.c;

import dev.perstream.emit.c.ContextView.RoutineView;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Field;
import dev.perstream.model.FieldType;
import dev.perstream.model.Lock;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Statement;
import dev.perstream.plan.DriverPlan;
import dev.perstream.plan.TrackStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the views of a driver's contexts. */
final class ContextViews {

    private final DriverPlan plan;
    private final CNames names;
    private final DriverModel model;
    private final TrackRoutines trackRoutines;

    ContextViews(DriverPlan plan, CNames names) {
        this.plan = plan;
        this.names = names;
        this.model = plan.model();
        this.trackRoutines = new TrackRoutines(names, model);
    }

    ContextView view(Context context) {
        var members = new Members(context, names, model);
        var lock = new LockCode(context, names, model);
        var routines = routines(context, lock);
        return new ContextView(
                context.name(),
                names.type(context),
                Comments.wrap(context.doc()),
                names.tag(context),
                new StringBuilder(context.tag()).reverse().toString(),
                members.constants(),
                members.declarations(),
                members.layouts(),
                model == DriverModel.MINIFILTER,
                lock.routines(),
                pagedRoutines(context, routines),
                names.routine("Initialize", context),
                initialize(context, lock),
                names.routine("Uninitialize", context),
                uninitialize(context, lock),
                routines);
    }

    /** The pageable routines: without the beginning and the end of a context that a read or write creates (rule L21). */
    private List<String> pagedRoutines(Context context, List<RoutineView> routines) {
        var paged = new ArrayList<String>();
        if (!plan.createsInPagingPath(context)) {
            paged.add(names.routine("Initialize", context));
            paged.add(names.routine("Uninitialize", context));
        }
        routines.stream().filter(RoutineView::paged).map(RoutineView::name).forEach(paged::add);
        return paged;
    }

    private List<List<String>> initialize(Context context, LockCode lock) {
        var setup = new ArrayList<List<String>>();
        add(setup, lock.initialize());
        context.trailingText().ifPresent(field -> add(setup, trailingText(context, field)));
        var groups = new ArrayList<List<String>>();
        add(groups, setup.isEmpty() ? List.of() : List.of(self(context)));
        add(groups, plan.createsInPagingPath(context) ? List.of() : List.of("PAGED_CODE();"));
        var unused = new ArrayList<String>();
        if (setup.isEmpty()) {
            unused.add("UNREFERENCED_PARAMETER(Context);");
        }
        if (context.trailingText().isEmpty()) {
            unused.add("UNREFERENCED_PARAMETER(Text);");
        }
        add(groups, unused);
        groups.addAll(setup);
        add(groups, List.of("return STATUS_SUCCESS;"));
        return groups;
    }

    private List<String> trailingText(Context context, Field field) {
        var member = context.name() + "->" + field.name();
        var copy = new Code().call("RtlCopyMemory", List.of(member + ".Buffer", "Text->Buffer", member + ".Length"));
        return new Code()
                .line("// The characters lie behind the structure, where the caller has made room for them (A5).")
                .line(member + ".Buffer = (PWCH)(" + context.name() + " + 1);")
                .line(member + ".Length = " + names.routine("TextBytes") + "(Text, "
                        + names.textCapacity(context, field) + ");")
                .line(member + ".MaximumLength = " + member + ".Length;")
                .gap()
                .when("Text != NULL", copy.lines())
                .lines();
    }

    private List<List<String>> uninitialize(Context context, LockCode lock) {
        var work = new ArrayList<List<String>>();
        for (var field : context.fields()) {
            add(work, dispose(context, field));
        }
        add(work, lock.delete());
        var groups = new ArrayList<List<String>>();
        add(groups, work.isEmpty() ? List.of() : List.of(self(context)));
        add(groups, plan.createsInPagingPath(context) ? List.of() : List.of("PAGED_CODE();"));
        add(groups, work.isEmpty() ? List.of("UNREFERENCED_PARAMETER(Context);") : List.of());
        groups.addAll(work);
        return groups;
    }

    private List<String> dispose(Context context, Field field) {
        var member = context.name() + "->" + field.name();
        if (field.type() instanceof FieldType.Reference reference) {
            return new Code()
                    .when(
                            member + " != NULL",
                            List.of(names.routine("Release", reference.context()) + "(" + member + ");"))
                    .lines();
        }
        var ownsBuffer = field.type() instanceof FieldType.Text text
                && text.placement().initial().isEmpty();
        return ownsBuffer
                ? List.of(names.routine("FreeText") + "(&" + member + ", " + names.tag(context) + ");")
                : List.of();
    }

    private String self(Context context) {
        return names.pointer(context) + " " + context.name() + " = Context;";
    }

    private List<RoutineView> routines(Context context, LockCode lock) {
        var views = new ArrayList<RoutineView>();
        for (var callback : plan.callbacks()) {
            for (var part : callback.parts()) {
                part.tracks().stream()
                        .filter(step -> step.context().equals(context))
                        .map(step -> routine(trackRoutines.of(step), doc(step), lock))
                        .forEach(views::add);
            }
        }
        refreshing(context)
                .map(trackRoutines::of)
                .map(routine -> routine(
                        new TrackRoutine(
                                routine.step(),
                                names.routine("Refresh", context),
                                routine.contextName(),
                                routine.parameters(),
                                false),
                        List.of("Stores the file's name anew after a folder above it was renamed (N5)."),
                        lock))
                .ifPresent(views::add);
        return views;
    }

    /** What brings lazily kept names up to date. */
    private static Optional<TrackStep> refreshing(Context context) {
        var statements = context.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Text text && text.refresh() == NameRefresh.LAZY)
                .map(field -> (Statement) new Statement.Assignment(
                        field,
                        Statement.Operator.SET,
                        new Operand.Value(OperationValue.NAME),
                        Optional.empty(),
                        Phase.AFTER))
                .toList();
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrackStep(context, Operation.RENAME, Phase.AFTER, statements));
    }

    private static List<String> doc(TrackStep step) {
        var operation = step.operation().key();
        if (step.phase() == Phase.BEFORE) {
            return List.of("Runs before the " + operation + " operation is passed down.");
        }
        if (step.onSuccess()) {
            return List.of("Runs after the " + operation + " operation has succeeded.");
        }
        return List.of("Runs after the " + operation + " operation has been completed"
                + (step.mayRunAtDispatch() ? ", where the thread and the IRQL are any (L1)." : "."));
    }

    private RoutineView routine(TrackRoutine routine, List<String> docs, LockCode lock) {
        var step = routine.step();
        var body = TrackBodies.of(step, names, model);
        var paged = step.pageable() && step.context().lock() != Lock.SPIN_LOCK;
        var self = names.pointer(step.context()) + " " + step.context().name();
        var parameters = new ArrayList<>(List.of("_Inout_ " + self));
        var definitions = new ArrayList<>(List.of(self));
        routine.parameters().forEach(parameter -> {
            parameters.add(parameter.declaration());
            definitions.add(parameter.type() + " " + parameter.name());
        });
        return new RoutineView(
                docs,
                step.mayRunAtDispatch() ? "DISPATCH_LEVEL" : "APC_LEVEL",
                paged,
                routine.discards() ? "BOOLEAN" : "VOID",
                routine.name(),
                parameters,
                definitions,
                groups(body, routine, paged, lock));
    }

    private static List<List<String>> groups(TrackBody body, TrackRoutine routine, boolean paged, LockCode lock) {
        var locals = new ArrayList<>(body.locals());
        if (body.locked()) {
            locals.addAll(lock.locals());
        }
        if (routine.discards()) {
            locals.add("BOOLEAN Discard = " + (body.discardsAlways() ? "TRUE;" : "FALSE;"));
        }
        var groups = new ArrayList<List<String>>();
        add(groups, locals);
        add(groups, paged ? List.of("PAGED_CODE();") : List.of());
        add(
                groups,
                body.touches(routine.contextName())
                        ? List.of()
                        : List.of("UNREFERENCED_PARAMETER(" + routine.contextName() + ");"));
        add(groups, body.prepare());
        add(groups, body.locked() ? List.of(lock.take()) : List.of());
        add(groups, body.statements());
        add(groups, body.locked() ? List.of(lock.drop()) : List.of());
        add(groups, body.dispose());
        add(groups, routine.discards() ? List.of("return Discard;") : List.of());
        return groups;
    }

    private static void add(List<List<String>> groups, List<String> lines) {
        if (!lines.isEmpty()) {
            groups.add(List.copyOf(lines));
        }
    }
}
