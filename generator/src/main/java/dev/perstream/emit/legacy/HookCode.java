package dev.perstream.emit.legacy;

import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.output.ScaffoldPart;
import dev.perstream.plan.HookCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The author's routines, as the plumbing declares and calls them and as they are first written. */
final class HookCode {

    private final Facts facts;

    HookCode(Facts facts) {
        this.facts = facts;
    }

    /**
     * What the templates see of a hook.
     *
     * @param docs what the author must know
     * @param irql the highest IRQL
     * @param name the routine's name
     * @param returns what it returns
     * @param parameters annotation, type and name of each
     * @param names the name of each
     * @param decides whether it decides what becomes of the request
     */
    public record HookView(
            List<String> docs,
            String irql,
            String name,
            String returns,
            List<String> parameters,
            List<String> names,
            boolean decides) {

        public HookView {
            docs = List.copyOf(docs);
            parameters = List.copyOf(parameters);
            names = List.copyOf(names);
        }
    }

    List<HookView> views() {
        return facts.hooks().stream().map(this::view).toList();
    }

    /** The part of the scaffold, from the text of the whole routine. */
    static ScaffoldPart part(HookView hook, String text) {
        var signature = hook.returns() + "\n" + hook.name() + "(\n"
                + hook.parameters().stream().map(p -> "    " + p).collect(Collectors.joining(",\n")) + "\n    )";
        return new ScaffoldPart(hook.name(), signature, text);
    }

    /** Whether the hook decides what becomes of the request. A cleanup, close or shutdown cannot be refused (rule L14). */
    static boolean decides(HookCall hook) {
        return hook.phase() == Phase.BEFORE && hook.operation().isIrp();
    }

    /** The call, without a semicolon. */
    static String call(Facts facts, HookCall hook) {
        return facts.names().hook(hook) + "(" + String.join(", ", arguments(hook)) + ")";
    }

    private static List<String> arguments(HookCall hook) {
        var arguments = new ArrayList<>(List.of("DeviceObject"));
        if (hook.operation().isIrp()) {
            arguments.add("Irp");
        }
        hook.contexts().forEach(context -> arguments.add(context.name()));
        return arguments;
    }

    private HookView view(HookCall hook) {
        var parameters = new ArrayList<>(List.of("_In_ PDEVICE_OBJECT DeviceObject"));
        if (hook.operation().isIrp()) {
            parameters.add("_Inout_ PIRP Irp");
        }
        hook.contexts()
                .forEach(
                        context -> parameters.add("_In_opt_ " + facts.names().pointer(context) + " " + context.name()));
        return new HookView(
                docs(hook),
                irql(hook),
                facts.names().hook(hook),
                decides(hook) ? facts.names().constant("HookAction") : "VOID",
                parameters,
                arguments(hook),
                decides(hook));
    }

    private static String irql(HookCall hook) {
        if (hook.mayRunAtDispatch()) {
            return "DISPATCH_LEVEL";
        }
        var passive =
                hook.operation() == Operation.TEARDOWN || hook.operation().completion() == Operation.Completion.PASSIVE;
        return passive ? "PASSIVE_LEVEL" : "APC_LEVEL";
    }

    private static List<String> docs(HookCall hook) {
        var docs = new ArrayList<String>();
        docs.add(when(hook));
        if (hook.mayRunAtDispatch()) {
            docs.add("The thread and the IRQL are any: nothing pageable may be touched, and no context looked up,");
            docs.add("created or removed (L1).");
        } else if (hook.operation().inPagingPath()) {
            docs.add("For paging I/O (IRP_PAGING_IO), nothing pageable may be touched and no I/O be done.");
        } else if (hook.operation().opens()
                && hook.phase() == Phase.AFTER
                && hook.contexts().stream().anyMatch(context -> context.attach().ofFile())) {
            docs.add("The contexts of the file are NULL if the open has failed or is to be reparsed (G2).");
        } else if (decides(hook) && cannotFail(hook.operation())) {
            docs.add("The operation cannot be refused; what the hook returns is not looked at (L14).");
        }
        return docs;
    }

    /** Whether the operation cannot be refused. */
    static boolean cannotFail(Operation operation) {
        return operation == Operation.CLEANUP || operation == Operation.CLOSE || operation == Operation.SHUTDOWN;
    }

    private static String when(HookCall hook) {
        return switch (hook.operation()) {
            case SETUP -> "The filter has been attached to a volume.";
            case TEARDOWN -> "The filter is about to be detached from a volume.";
            default ->
                hook.phase() == Phase.BEFORE
                        ? "Before the operation " + hook.operation().key() + " is passed down."
                        : "After the operation " + hook.operation().key()
                                + " has been completed; Irp->IoStatus tells how.";
        };
    }
}
