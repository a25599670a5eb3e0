package dev.perstream.emit.legacy;

import dev.perstream.model.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the fast I/O routines. */
final class FastIoCode {

    private final Facts facts;

    FastIoCode(Facts facts) {
        this.facts = facts;
    }

    /**
     * What the template sees of a routine.
     *
     * @param docs why it does not simply pass, if so
     * @param type the name of its type
     * @param member the member of the table
     * @param routine its name
     * @param parameters annotation, type and name of each
     * @param groups the body
     */
    public record EntryView(
            List<String> docs,
            String type,
            String member,
            String routine,
            List<String> parameters,
            List<List<String>> groups) {

        public EntryView {
            docs = List.copyOf(docs);
            parameters = List.copyOf(parameters);
            groups = List.copyOf(groups);
        }
    }

    List<EntryView> views() {
        return Stream.concat(Arrays.stream(FastIoEntry.values()).map(this::view), Stream.of(queryOpen()))
                .toList();
    }

    private EntryView view(FastIoEntry entry) {
        var parameters = new ArrayList<>(List.of("_In_ PFILE_OBJECT FileObject"));
        parameters.addAll(entry.parameters());
        parameters.add("_In_ PDEVICE_OBJECT DeviceObject");
        var refused = refused(entry);
        return new EntryView(
                refused ? List.of("Comes as a request, of which more can be seen.") : List.of(),
                entry.name(),
                entry.member(),
                routine(entry.member()),
                parameters,
                refused ? refuse(parameters) : pass(entry, parameters));
    }

    private boolean refused(FastIoEntry entry) {
        var callback =
                facts.plan().callback(entry.operation()).filter(c -> !c.parts().isEmpty());
        return switch (entry.use()) {
            case PASSES -> false;
            case TRACKED -> callback.filter(Facts::hooked).isPresent();
            case REFUSED -> callback.isPresent();
        };
    }

    private static List<List<String>> refuse(List<String> parameters) {
        return List.of(
                parameters.stream()
                        .map(parameter -> "UNREFERENCED_PARAMETER(" + name(parameter) + ");")
                        .toList(),
                List.of("return FALSE;"));
    }

    private List<List<String>> pass(FastIoEntry entry, List<String> parameters) {
        var tracked = entry.use() == FastIoEntry.Use.TRACKED
                ? facts.plan().callback(entry.operation()).flatMap(callback -> FastTrackCode.of(facts, callback))
                : Optional.<FastTrackCode>empty();
        var arguments =
                new ArrayList<>(parameters.stream().map(FastIoCode::name).toList());
        arguments.set(arguments.size() - 1, "LowerDevice");
        var call = "Table->" + entry.member();
        var groups = new ArrayList<List<String>>();
        groups.add(locals(tracked.isPresent() ? List.of("BOOLEAN Done;") : List.of()));
        groups.add(unless(entry.member()));
        if (tracked.isEmpty()) {
            groups.add(Lines.call("return " + call, arguments, ";", 0));
            return groups;
        }
        groups.add(Lines.call("Done = " + call, arguments, ";", 0));
        groups.add(Lines.when(
                "Done && " + facts.names().routine("Role") + "(DeviceObject) == "
                        + facts.names().routine("VolumeDevice"),
                Lines.call(
                        tracked.get().name(),
                        tracked.get().call(entry.informationClass().orElse("")),
                        ";",
                        1)));
        groups.add(List.of("return Done;"));
        return groups;
    }

    /** The I/O manager's request is not sent, but shown; the device in its stack location must be that of the callee. */
    private EntryView queryOpen() {
        var parameters = List.of(
                "_Inout_ PIRP Irp",
                "_Out_ PFILE_NETWORK_OPEN_INFORMATION NetworkInformation",
                "_In_ PDEVICE_OBJECT DeviceObject");
        var refused = facts.plan().callback(Operation.CREATE).isPresent();
        var docs = refused
                ? List.of("Every open must be seen; what this one opens for a moment could have no contexts (F2).")
                : List.of("The request is not sent but shown, each time with the device of who looks at it.");
        return new EntryView(
                docs,
                "FAST_IO_QUERY_OPEN",
                "FastIoQueryOpen",
                routine("FastIoQueryOpen"),
                parameters,
                refused ? refuse(parameters) : showQueryOpen());
    }

    private List<List<String>> showQueryOpen() {
        return List.of(
                locals(List.of("BOOLEAN Done;")),
                unless("FastIoQueryOpen"),
                List.of(
                        "IoGetCurrentIrpStackLocation(Irp)->DeviceObject = LowerDevice;",
                        "Done = Table->FastIoQueryOpen(Irp, NetworkInformation, LowerDevice);",
                        "IoGetCurrentIrpStackLocation(Irp)->DeviceObject = DeviceObject;"),
                List.of("return Done;"));
    }

    private List<String> locals(List<String> more) {
        var lines = new ArrayList<>(List.of(
                "PDEVICE_OBJECT LowerDevice;",
                "PFAST_IO_DISPATCH Table = " + facts.names().routine("LowerTable") + "(DeviceObject, &LowerDevice);"));
        lines.addAll(more);
        return lines;
    }

    private List<String> unless(String member) {
        return Lines.when(
                "!" + facts.names().constant("HasFastIo") + "(Table, " + member + ")", List.of("return FALSE;"));
    }

    private String routine(String member) {
        return facts.names().routine(member.startsWith("FastIo") ? member : "FastIo" + member);
    }

    private static String name(String parameter) {
        return parameter.substring(parameter.lastIndexOf(' ') + 1).replace("*", "");
    }
}
