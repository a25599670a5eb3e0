package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Operation;
import java.util.ArrayList;
import java.util.List;

/** The heads of the callbacks, which the Filter Manager prescribes. */
final class CallbackHeads {

    static final String DATA = "_Inout_ PFLT_CALLBACK_DATA Data";
    static final String OBJECTS = "_In_ PCFLT_RELATED_OBJECTS FltObjects";

    private static final List<String> PRE =
            List.of(DATA, OBJECTS, "_Flt_CompletionContext_Outptr_ PVOID *CompletionContext");
    private static final List<String> POST =
            List.of(DATA, OBJECTS, "_In_opt_ PVOID CompletionContext", "_In_ FLT_POST_OPERATION_FLAGS Flags");

    private CallbackHeads() {}

    static RoutineView pre(Facts facts, Operation operation, List<List<String>> groups, boolean paged) {
        return new RoutineView(
                List.of(),
                operation.opens() ? "PASSIVE_LEVEL" : "APC_LEVEL",
                "FLT_PREOP_CALLBACK_STATUS",
                facts.names().routine("Pre" + CNames.pascal(operation)),
                PRE,
                groups,
                paged);
    }

    static RoutineView post(Facts facts, Operation operation, List<List<String>> groups) {
        return new RoutineView(
                List.of(),
                irqlAfter(operation),
                "FLT_POSTOP_CALLBACK_STATUS",
                facts.names().routine("Post" + CNames.pascal(operation)),
                POST,
                groups,
                pagedAfter(operation));
    }

    /** The parameters of a helper: of the callback's own, those that it uses, and the contexts that it is handed. */
    static List<String> helper(List<List<String>> groups, List<String> further) {
        var declarations = new ArrayList<String>();
        if (Groups.mention(groups, "Data")) {
            declarations.add(DATA);
        }
        if (Groups.mention(groups, "FltObjects")) {
            declarations.add(OBJECTS);
        }
        declarations.addAll(further);
        return declarations;
    }

    /** The arguments for such parameters. */
    static String arguments(List<String> declarations) {
        return declarations.stream()
                .map(declaration -> declaration.substring(declaration.lastIndexOf(' ') + 1))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    static String call(RoutineView helper) {
        return helper.name() + "(" + arguments(helper.declarations()) + ")";
    }

    /** What marks the callback's parameters as unused that are. */
    static List<String> unreferenced(List<List<String>> groups, String... parameters) {
        return List.of(parameters).stream()
                .filter(parameter -> !Groups.mention(groups, parameter))
                .map(parameter -> "UNREFERENCED_PARAMETER(" + parameter + ");")
                .toList();
    }

    static boolean pagedAfter(Operation operation) {
        return operation.completion() != Operation.Completion.DISPATCH;
    }

    /** What is read and written may be a paging file, and what decides that must be there (rule L21). */
    static boolean pagedBefore(Operation operation) {
        return operation != Operation.READ && operation != Operation.WRITE;
    }

    private static String irqlAfter(Operation operation) {
        return switch (operation.completion()) {
            case PASSIVE -> "PASSIVE_LEVEL";
            case DISPATCH -> "DISPATCH_LEVEL";
            case SYNCHRONIZED, NONE -> "APC_LEVEL";
        };
    }
}
