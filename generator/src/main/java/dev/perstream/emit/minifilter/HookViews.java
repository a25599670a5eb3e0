package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.Comments;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.output.ScaffoldPart;
import dev.perstream.plan.HookCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The author's routines, as the plumbing declares, calls and first writes them. */
final class HookViews {

    private final Facts facts;

    HookViews(Facts facts) {
        this.facts = facts;
    }

    /**
     * What the templates see of a hook.
     *
     * @param docs what the author must know
     * @param irql the highest IRQL
     * @param name the routine's name
     * @param signature its head
     * @param text the whole routine as first written
     */
    public record HookView(List<String> docs, String irql, String name, String signature, String text) {

        public HookView {
            docs = List.copyOf(docs);
        }

        ScaffoldPart part() {
            return new ScaffoldPart(name, signature, text + "\n");
        }
    }

    List<HookView> views() {
        return facts.hooks().stream().map(this::view).toList();
    }

    /** Whether the hook decides what becomes of the operation. */
    static boolean decides(HookCall hook) {
        return hook.phase() == Phase.BEFORE && hook.operation().isIrp();
    }

    /** The call, without a semicolon. */
    static String call(Facts facts, HookCall hook) {
        var contexts = hook.contexts().stream().map(Context::name).map(name -> ", " + name);
        return facts.names().hook(hook) + "(" + (hook.operation().isIrp() ? "Data, " : "") + "FltObjects"
                + contexts.collect(Collectors.joining()) + ")";
    }

    private HookView view(HookCall hook) {
        var names = facts.names();
        var parameters = new ArrayList<String>();
        if (hook.operation().isIrp()) {
            parameters.add("_Inout_ PFLT_CALLBACK_DATA Data");
        }
        parameters.add("_In_ PCFLT_RELATED_OBJECTS FltObjects");
        hook.contexts().forEach(context -> parameters.add("_In_opt_ " + names.pointer(context) + " " + context.name()));
        var returns = decides(hook) ? names.constant("HookAction") : "VOID";
        var signature = returns + "\n" + names.hook(hook) + "(\n"
                + parameters.stream().map(p -> "    " + p).collect(Collectors.joining(",\n")) + "\n    )";
        var docs = docs(hook);
        return new HookView(docs, irql(hook), names.hook(hook), signature, text(hook, docs, signature));
    }

    private String text(HookCall hook, List<String> docs, String signature) {
        var text = new StringBuilder();
        docs.forEach(line -> text.append("// ").append(line).append('\n'));
        text.append(signature).append("\n{\n");
        if (hook.operation().isIrp()) {
            text.append("    UNREFERENCED_PARAMETER(Data);\n");
        }
        text.append("    UNREFERENCED_PARAMETER(FltObjects);\n");
        hook.contexts()
                .forEach(context -> text.append("    UNREFERENCED_PARAMETER(")
                        .append(context.name())
                        .append(");\n"));
        if (decides(hook)) {
            text.append("\n    return ")
                    .append(facts.names().routine("HookContinue"))
                    .append(";\n");
        }
        return text.append('}').toString();
    }

    private static String irql(HookCall hook) {
        if (hook.mayRunAtDispatch()) {
            return "DISPATCH_LEVEL";
        }
        var passive = hook.operation().opens() || !hook.operation().isIrp();
        return passive ? "PASSIVE_LEVEL" : "APC_LEVEL";
    }

    private List<String> docs(HookCall hook) {
        var docs = new ArrayList<>(Comments.wrap(when(hook)));
        if (hook.mayRunAtDispatch()) {
            docs.addAll(Comments.wrap("Any thread, up to DISPATCH_LEVEL: nothing pageable is touched, and no context is"
                    + " got, set or removed (L1)."));
        } else if (hook.operation().inPagingPath()) {
            docs.addAll(Comments.wrap("Paging I/O comes here too (IRP_PAGING_IO), but none to a paging file (F1): for"
                    + " it, nothing pageable is touched (L21), no I/O is done and no name asked for (N3)."));
        }
        if (hook.operation() == Operation.CREATE) {
            docs.addAll(Comments.wrap("The open of a file as a paging file does not come here (F1)."));
        }
        docs.addAll(Comments.wrap(missing(hook)));
        return docs;
    }

    /** When contexts are NULL that the author may expect. */
    private String missing(HookCall hook) {
        if (hook.phase() == Phase.AFTER && hook.operation().opens()) {
            return hook.contexts().stream().anyMatch(context -> context.attach().ofFile())
                    ? "The contexts of the file are NULL if the open has failed or is to be reparsed (S2)."
                    : "";
        }
        return hook.phase() == Phase.AFTER && !hook.contexts().isEmpty() && carriesRecord(hook)
                ? "All contexts are NULL where there was no memory for what takes them along (L1)."
                : "";
    }

    private boolean carriesRecord(HookCall hook) {
        return facts.plan()
                .callback(hook.operation().root())
                .filter(callback -> callback.carried().size() > 1)
                .isPresent();
    }

    private static String when(HookCall hook) {
        return switch (hook.operation()) {
            case SETUP -> "The filter has been attached to a volume.";
            case TEARDOWN -> "The filter is about to be detached from a volume.";
            case COMMIT -> "The transaction has been committed.";
            case ROLLBACK -> "The transaction has been rolled back.";
            default ->
                hook.phase() == Phase.BEFORE
                        ? "Before the operation " + hook.operation().key() + " is passed down."
                        : "After the operation " + hook.operation().key()
                                + " has been completed; Data->IoStatus tells how.";
        };
    }
}
