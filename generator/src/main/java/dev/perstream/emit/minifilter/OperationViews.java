package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.plan.Callback;
import dev.perstream.plan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The callbacks of an operation that has one part: all but set-information. */
final class OperationViews {

    private static final String UNSEEN = "// The file system's own file object, which no open was seen for (F9).";
    private static final String SEEN = "// Not for the file system's own file object, which no open was seen for (F9).";
    private static final String STREAM_FILE = "FlagOn(FltObjects->FileObject->Flags, FO_STREAM_FILE)";

    private final Facts facts;
    private final Callback callback;
    private final Operation operation;
    private final Part part;
    private final List<Context> carried;

    OperationViews(Facts facts, Callback callback) {
        this.facts = facts;
        this.callback = callback;
        this.operation = callback.operation();
        this.part = callback.parts().stream().findFirst().orElseGet(() -> Part.empty(callback.operation()));
        this.carried = callback.carried();
    }

    OperationView view() {
        var after = runsAfter() && !isHookOnly() ? Optional.of(after()) : Optional.<RoutineView>empty();
        return new OperationView(
                needsPre() ? Optional.of(pre()) : Optional.empty(),
                after.stream().toList(),
                runsAfter() ? Optional.of(post(after)) : Optional.empty(),
                cancels());
    }

    private boolean runsAfter() {
        return operation.completion() != Operation.Completion.NONE && callback.runsIn(Phase.AFTER)
                || !carried.isEmpty();
    }

    /** Whether all that is done afterwards is to call the author's code with what the callback has at hand. */
    private boolean isHookOnly() {
        return part.hook(Phase.AFTER).isPresent()
                && part.tracks(Phase.AFTER).isEmpty()
                && callback.acquiredIn(Phase.AFTER).isEmpty();
    }

    private boolean needsPre() {
        return callback.runsIn(Phase.BEFORE) || operation == Operation.CREATE || !CallbackHeads.pagedBefore(operation);
    }

    private boolean cancels() {
        return operation.opens() && afterReferences().anyRequired();
    }

    private References afterReferences() {
        return new References(facts, operation, callback.acquiredIn(Phase.AFTER));
    }

    private RoutineView pre() {
        var references = new References(facts, operation, callback.acquiredIn(Phase.BEFORE));
        var code = new PhaseCode(facts, part, Phase.BEFORE, false, false);
        var paged = CallbackHeads.pagedBefore(operation);
        var handOver = handOver();
        var single = code.hook().isPresent() || !carried.isEmpty();

        var work = new Groups()
                .addAll(acquireBefore(references))
                .addAll(references.renew())
                .addAll(code.work())
                .addAll(code.hook().map(hook -> decide(hook, handOver)).orElse(handOver));
        var exit = new ArrayList<>(references.release());
        exit.addAll(code.dispose());
        exit.add("return " + (single ? "CallbackStatus" : plainStatus()) + ";");

        var locals = new ArrayList<>(references.locals());
        locals.addAll(code.locals());
        if (carried.size() > 1) {
            locals.add(completionType() + " Completion = NULL;");
        }
        if (single) {
            var decided = code.hook().isPresent()
                    && runsAfter()
                    && (carried.isEmpty() || part.hook(Phase.AFTER).isPresent());
            locals.add(
                    "FLT_PREOP_CALLBACK_STATUS CallbackStatus" + (decided ? ";" : " = FLT_PREOP_SUCCESS_NO_CALLBACK;"));
        }
        var inside =
                new Groups().add(locals).addAll(guard()).addAll(work.list()).list();
        var groups = new Groups()
                .add(locals)
                .when(paged, "PAGED_CODE();")
                .add(CallbackHeads.unreferenced(inside, "Data", "FltObjects"))
                .add("*CompletionContext = NULL;")
                .addAll(guard())
                .addAll(work.list())
                .add(exit);
        return CallbackHeads.pre(facts, operation, groups.list(), paged);
    }

    private String plainStatus() {
        return runsAfter() ? "FLT_PREOP_SUCCESS_WITH_CALLBACK" : "FLT_PREOP_SUCCESS_NO_CALLBACK";
    }

    /** What gets the contexts; none of a file for what was not seen opened. */
    private List<List<String>> acquireBefore(References references) {
        if (!endsUseOfFile() || isOnlyForFile()) {
            return List.of(references.acquire());
        }
        var ofFile = references.acquireIf(context -> context.attach().ofFile());
        return new Groups()
                .add(references.acquireIf(context -> !context.attach().ofFile()))
                .add(ofFile.isEmpty() ? ofFile : prefixed(SEEN, Groups.guarded("!" + STREAM_FILE, ofFile)))
                .list();
    }

    private boolean endsUseOfFile() {
        return operation == Operation.CLEANUP || operation == Operation.CLOSE;
    }

    /** Whether there is nothing to be done where a file object has no contexts. */
    private boolean isOnlyForFile() {
        return part.hooks().isEmpty()
                && callback.contexts().stream()
                        .allMatch(use -> use.context().attach().ofFile());
    }

    /** What keeps out paging files (rule F1), and the ends of what was not seen opened (rule F9). */
    private List<List<String>> guard() {
        if (endsUseOfFile() && isOnlyForFile()) {
            return List.of(prefixed(UNSEEN, Groups.guarded(STREAM_FILE, "return FLT_PREOP_SUCCESS_NO_CALLBACK;")));
        }
        if (operation == Operation.CREATE) {
            return List.of(prefixed(
                    "// There are no contexts for a paging file (F1).",
                    Groups.guarded(
                            "FlagOn(Data->Iopb->OperationFlags, SL_OPEN_PAGING_FILE)",
                            "return FLT_PREOP_SUCCESS_NO_CALLBACK;")));
        }
        return CallbackHeads.pagedBefore(operation)
                ? List.of()
                : List.of(Groups.guarded(
                        facts.names().routine("IsPagingFileIo") + "(Data, FltObjects)",
                        "return FLT_PREOP_SUCCESS_NO_CALLBACK;"));
    }

    private static List<String> prefixed(String comment, List<String> lines) {
        var all = new ArrayList<String>();
        all.add(comment);
        all.addAll(lines);
        return all;
    }

    /** The author decides whether the operation goes on; if not, nothing travels (rule L7). */
    private List<List<String>> decide(String hook, List<List<String>> handOver) {
        var lines = new ArrayList<String>();
        lines.add("if (" + hook + " == " + facts.names().routine("HookComplete") + ") {");
        lines.add("    CallbackStatus = FLT_PREOP_COMPLETE;");
        if (!handOver.isEmpty()) {
            lines.add("} else {");
            for (var i = 0; i < handOver.size(); i++) {
                if (i > 0) {
                    lines.add("");
                }
                handOver.get(i).forEach(line -> lines.add(line.isEmpty() ? line : "    " + line));
            }
        }
        lines.add("}");
        return List.of(lines);
    }

    private List<List<String>> handOver() {
        if (!runsAfter()) {
            return List.of();
        }
        if (carried.isEmpty()) {
            return part.hook(Phase.BEFORE).isPresent()
                    ? List.of(List.of("CallbackStatus = FLT_PREOP_SUCCESS_WITH_CALLBACK;"))
                    : List.of();
        }
        var always = part.hook(Phase.AFTER).isPresent();
        return carried.size() == 1 ? handOverOne(carried.get(0).name(), always) : handOverRecord(always);
    }

    private List<List<String>> handOverOne(String context, boolean always) {
        var lines = new ArrayList<String>();
        lines.add("// Afterwards it may be too late to get a context (L1): the reference travels along.");
        var move = List.of(
                "*CompletionContext = " + context + ";",
                context + " = NULL;",
                "CallbackStatus = FLT_PREOP_SUCCESS_WITH_CALLBACK;");
        lines.addAll(always ? move : Groups.guarded(context + " != NULL", move));
        return List.of(lines);
    }

    private List<List<String>> handOverRecord(boolean always) {
        var move = new ArrayList<String>();
        for (var context : carried) {
            move.add("Completion->" + context.name() + " = " + context.name() + ";");
            move.add(context.name() + " = NULL;");
        }
        move.add("*CompletionContext = Completion;");
        if (!always) {
            move.add("CallbackStatus = FLT_PREOP_SUCCESS_WITH_CALLBACK;");
        }
        var lines = new ArrayList<String>();
        lines.add("// Afterwards it may be too late to get contexts (L1): the references travel along. Without");
        lines.add("// memory for that, the operation goes on, and what comes after it is not tracked.");
        lines.addAll(Groups.guarded(
                carried.stream().map(context -> context.name() + " != NULL").collect(Collectors.joining(" || ")),
                "Completion = " + facts.inner("AllocateCompletion") + "();"));
        lines.add("");
        lines.addAll(Groups.guarded("Completion != NULL", move));
        return always ? List.of(lines, List.of("CallbackStatus = FLT_PREOP_SUCCESS_WITH_CALLBACK;")) : List.of(lines);
    }

    private String completionType() {
        return "P" + facts.names().constant("Completion");
    }

    /** What is done when the operation has been completed. */
    private RoutineView after() {
        var references = afterReferences();
        var cancels = cancels();
        var code = new PhaseCode(facts, part, Phase.AFTER, false, cancels);
        var locals = new ArrayList<>(references.locals());
        locals.addAll(code.locals());
        if (cancels) {
            locals.add("NTSTATUS Required = STATUS_SUCCESS;");
        }
        var paged = CallbackHeads.pagedAfter(operation);
        var exit = new ArrayList<>(references.release());
        exit.addAll(0, code.dispose());
        var groups = new Groups()
                .add(locals)
                .when(paged, "PAGED_CODE();")
                .add(references.acquire())
                .add(acquireOpened(references))
                .add(cancels ? cancel(references) : List.of())
                .addAll(code.work())
                .add(code.hook().map(hook -> List.of(hook + ";")).orElse(List.of()))
                .add(exit)
                .list();
        var handed = carried.stream()
                .map(context -> "_In_opt_ " + facts.names().pointer(context) + " " + context.name())
                .toList();
        return RoutineView.helper(
                "What is done after the operation, unless the instance is being torn down.",
                "VOID",
                facts.inner("After" + CNames.pascal(operation)),
                CallbackHeads.helper(groups, handed),
                groups,
                paged);
    }

    private List<String> acquireOpened(References references) {
        var lines = references.acquireOpened();
        return lines.isEmpty()
                ? lines
                : Groups.guarded(facts.names().routine("HasOpenedFile") + "(Data, FltObjects)", lines);
    }

    /** Left alone are opens while the filter is unloaded (rule S8), and of paging files, which have no contexts (F1). */
    private List<String> cancel(References references) {
        var body = new ArrayList<String>();
        body.add(facts.inner("CancelOpen") + "(Data, FltObjects, Required);");
        body.addAll(references.giveUpOpened());
        return prefixed(
                "// No file is used without these (S7), unless the filter is being unloaded (S8) or it is a",
                prefixed(
                        "// paging file, which cannot have them (F1).",
                        Groups.guarded(
                                List.of(
                                        "!NT_SUCCESS(Required) &&",
                                        "Required != STATUS_FLT_DELETING_OBJECT &&",
                                        "!FsRtlIsPagingFile(FltObjects->FileObject)"),
                                body)));
    }

    private RoutineView post(Optional<RoutineView> after) {
        var locals = new ArrayList<String>();
        if (carried.size() == 1) {
            var context = carried.get(0);
            locals.add(facts.names().pointer(context) + " " + context.name() + " = CompletionContext;");
        } else if (carried.size() > 1) {
            locals.add(completionType() + " Completion = CompletionContext;");
            carried.forEach(context -> locals.add(facts.names().pointer(context) + " " + context.name()
                    + " = Completion != NULL ? Completion->" + context.name() + " : NULL;"));
        }
        var exit = new ArrayList<>(new References(facts, operation, List.of()).release(carried));
        if (carried.size() > 1) {
            exit.add("");
            exit.addAll(Groups.guarded("Completion != NULL", facts.inner("FreeCompletion") + "(Completion);"));
            exit.add("");
        }
        exit.add("return FLT_POSTOP_FINISHED_PROCESSING;");
        var work = after.map(CallbackHeads::call)
                .or(() -> part.hook(Phase.AFTER).map(hook -> HookViews.call(facts, hook)))
                .orElseThrow();
        var call = prefixed(
                carried.isEmpty()
                        ? "// While the instance is torn down, the operation is left alone (L4)."
                        : "// While the instance is torn down, what travelled along is only given back (L4).",
                Groups.guarded("!FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)", work + ";"));
        var inside = new Groups().add(locals).add(call).list();
        var paged = CallbackHeads.pagedAfter(operation);
        var groups = new Groups()
                .add(locals)
                .when(paged, "PAGED_CODE();")
                .add(CallbackHeads.unreferenced(inside, "Data", "FltObjects", "CompletionContext"))
                .add(call)
                .add(exit)
                .list();
        return CallbackHeads.post(facts, operation, groups);
    }
}
