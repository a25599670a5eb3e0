package dev.perstream.emit.c;

import dev.perstream.emit.c.ContextView.LockRoutineView;
import dev.perstream.layout.ContextShape;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Lock;
import java.util.ArrayList;
import java.util.List;

/** How a context's lock is set up, taken, dropped and deleted. A resource is never held with APCs delivered (rule L10). */
final class LockCode {

    private static final String AT_MOST_APC = "_IRQL_requires_max_(APC_LEVEL)";

    private final Context context;
    private final CNames names;
    private final boolean minifilter;
    private final boolean allocated;
    private final String lock;

    LockCode(Context context, CNames names, DriverModel model) {
        this.context = context;
        this.names = names;
        this.minifilter = model == DriverModel.MINIFILTER;
        this.allocated = ContextShape.allocatesLock(context);
        this.lock = (allocated ? "" : "&") + context.name() + "->" + ContextShape.LOCK_NAME;
    }

    /** The statements that set the lock up. */
    List<String> initialize() {
        var lines = new ArrayList<String>();
        if (allocated) {
            var member = context.name() + "->" + ContextShape.LOCK_NAME;
            lines.add("// The lock is nonpaged although the context is not (A8).");
            lines.add(member + " = " + names.routine("AllocateNonPaged") + "(sizeof(*" + member + "), "
                    + names.tag(context) + ");");
            lines.add("");
            lines.add("if (" + member + " == NULL) {");
            lines.add("    return STATUS_INSUFFICIENT_RESOURCES;");
            lines.add("}");
            lines.add("");
        }
        switch (context.lock()) {
            case RESOURCE -> lines.add("ExInitializeResourceLite(" + lock + ");");
            case FAST_MUTEX -> lines.add("ExInitializeFastMutex(" + lock + ");");
            case PUSH_LOCK ->
                lines.add((minifilter ? "FltInitializePushLock(" : "ExInitializePushLock(") + lock + ");");
            case SPIN_LOCK -> lines.add("KeInitializeSpinLock(" + lock + ");");
            case NONE -> {}
        }
        return lines;
    }

    /** The statements that delete it (rule A9). */
    List<String> delete() {
        var lines = new ArrayList<String>();
        if (context.lock() == Lock.RESOURCE) {
            lines.add("ExDeleteResourceLite(" + lock + ");");
        } else if (context.lock() == Lock.PUSH_LOCK && minifilter) {
            lines.add("FltDeletePushLock(" + lock + ");");
        }
        if (!allocated) {
            return lines;
        }
        lines.add(names.routine("Free") + "(" + lock + ", " + names.tag(context) + ");");
        return new Code().when(lock + " != NULL", lines).lines();
    }

    /** The local variable that taking it needs. */
    List<String> locals() {
        return context.lock() == Lock.SPIN_LOCK ? List.of("KIRQL OldIrql;") : List.of();
    }

    /** The call that takes it exclusively. */
    String take() {
        var argument = context.lock() == Lock.SPIN_LOCK ? ", &OldIrql" : "";
        return names.routine("Lock", context) + "(" + context.name() + argument + ");";
    }

    /** The call that drops it. */
    String drop() {
        var argument = context.lock() == Lock.SPIN_LOCK ? ", OldIrql" : "";
        return names.routine("Unlock", context) + "(" + context.name() + argument + ");";
    }

    /** The routines of the context's header. */
    List<LockRoutineView> routines() {
        return switch (context.lock()) {
            case RESOURCE ->
                List.of(
                        routine("Lock", exclusiveDoc(), AT_MOST_APC, resource("Exclusive")),
                        shared(resource("Shared")),
                        routine("Unlock", List.of(), AT_MOST_APC, releaseResource()));
            case PUSH_LOCK ->
                List.of(
                        routine("Lock", exclusiveDoc(), AT_MOST_APC, pushLock("AcquirePushLockExclusive")),
                        shared(pushLock("AcquirePushLockShared")),
                        routine("Unlock", List.of(), AT_MOST_APC, releasePushLock("Exclusive")),
                        sharedRoutine("Unlock", List.of(), releasePushLock("Shared")));
            case FAST_MUTEX -> fastMutex();
            case SPIN_LOCK -> spinLock();
            case NONE -> List.of();
        };
    }

    private List<String> resource(String mode) {
        return minifilter
                ? List.of("FltAcquireResource" + mode + "(" + lock + ");")
                : List.of("KeEnterCriticalRegion();", "(VOID)ExAcquireResource" + mode + "Lite(" + lock + ", TRUE);");
    }

    private List<String> releaseResource() {
        return minifilter
                ? List.of("FltReleaseResource(" + lock + ");")
                : List.of("ExReleaseResourceLite(" + lock + ");", "KeLeaveCriticalRegion();");
    }

    private List<String> pushLock(String routine) {
        return minifilter
                ? List.of("Flt" + routine + "(" + lock + ");")
                : List.of("KeEnterCriticalRegion();", "Ex" + routine + "(" + lock + ");");
    }

    /** The Filter Manager has one routine for both modes, the kernel one for each. */
    private List<String> releasePushLock(String mode) {
        return minifilter
                ? List.of("FltReleasePushLock(" + lock + ");")
                : List.of("ExReleasePushLock" + mode + "(" + lock + ");", "KeLeaveCriticalRegion();");
    }

    private List<LockRoutineView> fastMutex() {
        return List.of(
                new LockRoutineView(
                        mutexDoc(),
                        List.of(AT_MOST_APC, "_IRQL_raises_(APC_LEVEL)", "_IRQL_saves_global_(OldIrql, " + lock + ")"),
                        names.routine("Lock", context),
                        List.of(parameter()),
                        List.of("ExAcquireFastMutex(" + lock + ");")),
                new LockRoutineView(
                        List.of(),
                        List.of("_IRQL_requires_(APC_LEVEL)", "_IRQL_restores_global_(OldIrql, " + lock + ")"),
                        names.routine("Unlock", context),
                        List.of(parameter()),
                        List.of("ExReleaseFastMutex(" + lock + ");")));
    }

    private List<LockRoutineView> spinLock() {
        return List.of(
                new LockRoutineView(
                        List.of(
                                "Guards every field that is not interlocked. Raises to DISPATCH_LEVEL: nothing paged may be",
                                "touched until it is dropped."),
                        List.of("_IRQL_requires_max_(DISPATCH_LEVEL)", "_IRQL_raises_(DISPATCH_LEVEL)"),
                        names.routine("Lock", context),
                        List.of(parameter(), "_Out_ _IRQL_saves_ PKIRQL OldIrql"),
                        List.of("KeAcquireSpinLock(" + lock + ", OldIrql);")),
                new LockRoutineView(
                        List.of(),
                        List.of("_IRQL_requires_(DISPATCH_LEVEL)"),
                        names.routine("Unlock", context),
                        List.of(parameter(), "_In_ _IRQL_restores_ KIRQL OldIrql"),
                        List.of("KeReleaseSpinLock(" + lock + ", OldIrql);")));
    }

    private LockRoutineView routine(String verb, List<String> docs, String irql, List<String> lines) {
        return new LockRoutineView(docs, List.of(irql), names.routine(verb, context), List.of(parameter()), lines);
    }

    private LockRoutineView shared(List<String> lines) {
        return sharedRoutine("Lock", List.of("For reading alone."), lines);
    }

    private LockRoutineView sharedRoutine(String verb, List<String> docs, List<String> lines) {
        return new LockRoutineView(
                docs, List.of(AT_MOST_APC), names.routine(verb, context) + "Shared", List.of(parameter()), lines);
    }

    private String parameter() {
        return "_Inout_ " + names.pointer(context) + " " + context.name();
    }

    private static List<String> exclusiveDoc() {
        return List.of(
                "Guards every field that is not interlocked. Not to be held across a call that does I/O or",
                "releases a context (L9), and not to be upgraded from shared (L11).");
    }

    private static List<String> mutexDoc() {
        return List.of(
                "Guards every field that is not interlocked. Not recursive, and raises to APC_LEVEL (L12); not to",
                "be held across a call that does I/O or releases a context (L9).");
    }
}
