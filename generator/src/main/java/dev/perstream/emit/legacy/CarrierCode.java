package dev.perstream.emit.legacy;

import dev.perstream.model.Context;
import java.util.ArrayList;
import java.util.List;

/** How contexts travel to a completion routine: one as its parameter, several in a record from a lookaside list. */
final class CarrierCode {

    private CarrierCode() {}

    /** The declarations at the start of the completion routine. */
    static List<String> unpack(Facts facts, List<Context> carried) {
        var names = facts.names();
        if (carried.size() == 1) {
            return List.of(names.pointer(carried.get(0)) + " " + carried.get(0).name() + " = Context;");
        }
        var lines = new ArrayList<String>();
        if (carried.size() > 1) {
            lines.add("P" + names.constant("Carrier") + " Carrier = Context;");
        }
        carried.forEach(context ->
                lines.add(names.pointer(context) + " " + context.name() + " = Carrier->" + context.name() + ";"));
        return carried.isEmpty() ? List.of() : lines;
    }

    /** The statement that gives the record back. */
    static List<String> free(Facts facts, List<Context> carried) {
        return carried.size() > 1
                ? List.of("ExFreeToNPagedLookasideList(&" + facts.names().routine("Data") + ".Carriers, Carrier);")
                : List.of();
    }

    /** What the completion routine is given. */
    static String argument(List<Context> carried) {
        return switch (carried.size()) {
            case 0 -> "NULL";
            case 1 -> carried.get(0).name();
            default -> "Carrier";
        };
    }

    /** The groups that fill in the record. */
    static List<List<String>> pack(Facts facts, List<Context> carried, List<String> giveUp) {
        if (carried.size() <= 1) {
            return List.of();
        }
        var groups = new ArrayList<List<String>>();
        groups.add(List.of(
                "Carrier = ExAllocateFromNPagedLookasideList(&" + facts.names().routine("Data") + ".Carriers);"));
        var lines = new ArrayList<>(
                List.of("", "// For want of memory, what would come after the operation is left out.", ""));
        lines.addAll(giveUp);
        groups.add(Lines.when("Carrier == NULL", lines));
        groups.add(carried.stream()
                .map(context -> "Carrier->" + context.name() + " = " + context.name() + ";")
                .toList());
        return groups;
    }
}
