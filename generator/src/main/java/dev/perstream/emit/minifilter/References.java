package dev.perstream.emit.minifilter;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.Unavailable;
import dev.perstream.plan.Acquisition;
import dev.perstream.plan.ContextUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** The references that a routine owns: declared as NULL, acquired, and released at its single exit (rules S11 and S12). */
final class References {

    private static final String UNTRACKED = "// What can have no context is not tracked (S7).";

    private final Facts facts;
    private final Operation operation;
    private final List<ContextUse> uses;

    References(Facts facts, Operation operation, List<ContextUse> uses) {
        this.facts = facts;
        this.operation = operation;
        this.uses = List.copyOf(uses);
    }

    List<String> locals() {
        return uses.stream()
                .map(ContextUse::context)
                .map(context -> facts.names().pointer(context) + " " + context.name() + " = NULL;")
                .toList();
    }

    /** What acquires those that need no open file. */
    List<String> acquire() {
        return lines(uses.stream().filter(use -> !waitsForOpen(use)).toList());
    }

    /** What acquires those whose context is as asked for. */
    List<String> acquireIf(Predicate<Context> predicate) {
        return lines(uses.stream().filter(use -> predicate.test(use.context())).toList());
    }

    /** What acquires those that need a file that was opened; empty for operations on files that are open. */
    List<String> acquireOpened() {
        return lines(uses.stream().filter(this::waitsForOpen).toList());
    }

    /** What brings the names up to date that are kept lazily (rule N5). */
    List<List<String>> renew() {
        return uses.stream()
                .filter(ContextUse::refreshName)
                .map(ContextUse::context)
                .map(context -> Groups.guarded(
                        context.name() + " != NULL",
                        facts.names().routine("Renew", context) + "(Data, " + context.name() + ");"))
                .toList();
    }

    List<String> release() {
        return release(uses.stream().map(ContextUse::context).toList());
    }

    /** Releases in the reverse of the order of acquisition. */
    List<String> release(List<Context> contexts) {
        var reversed = new ArrayList<>(contexts);
        Collections.reverse(reversed);
        return reversed.stream()
                .map(context -> facts.names().routine("Release", context) + "(" + context.name() + ");")
                .toList();
    }

    /** Whether the operation fails, or the volume is left alone, where one of the contexts cannot be had. */
    boolean anyRequired() {
        return uses.stream().anyMatch(this::isRequired);
    }

    /** Gives up what was acquired for the file of an open that is to fail. */
    List<String> giveUpOpened() {
        var lines = new ArrayList<String>();
        var contexts = uses.stream()
                .filter(this::waitsForOpen)
                .map(ContextUse::context)
                .toList();
        for (var line : release(contexts)) {
            lines.add(line);
            lines.add(line.substring(line.indexOf('(') + 1, line.indexOf(')')) + " = NULL;");
        }
        return lines;
    }

    private boolean isRequired(ContextUse use) {
        return use.context().unavailable() == Unavailable.FAIL
                && use.acquisition() == Acquisition.FIND_OR_CREATE
                && use.context().attach() != Attachment.TRANSACTION
                && (operation.opens() || operation == Operation.SETUP);
    }

    private boolean waitsForOpen(ContextUse use) {
        return operation.opens() && use.phase() == Phase.AFTER && Facts.needsOpenFile(use.context());
    }

    private List<String> lines(List<ContextUse> some) {
        var lines = new ArrayList<String>();
        var required = false;
        for (var use : some) {
            if (!isRequired(use)) {
                if (use.acquisition() == Acquisition.FIND_OR_CREATE && !lines.contains(UNTRACKED)) {
                    separate(lines);
                    lines.add(UNTRACKED);
                }
                lines.add("(VOID)" + call(use) + ";");
            } else if (required) {
                separate(lines);
                lines.addAll(Groups.guarded("NT_SUCCESS(Required)", "Required = " + call(use) + ";"));
                lines.add("");
            } else {
                lines.add("Required = " + call(use) + ";");
                required = true;
            }
        }
        var last = lines.size() - 1;
        return last >= 0 && lines.get(last).isEmpty() ? lines.subList(0, last) : lines;
    }

    private static void separate(List<String> lines) {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
    }

    private String call(ContextUse use) {
        var context = use.context();
        if (use.acquisition() == Acquisition.GET) {
            return facts.names().routine("Get", context) + "(FltObjects, &" + context.name() + ")";
        }
        var verb = context.attach() == Attachment.TRANSACTION ? "Enlist" : "FindOrCreate";
        return facts.names().routine(verb, context) + "(" + (Facts.takesData(context) ? "Data, " : "") + "FltObjects, &"
                + context.name() + ")";
    }
}
