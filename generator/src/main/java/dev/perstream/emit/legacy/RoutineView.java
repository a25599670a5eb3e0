package dev.perstream.emit.legacy;

import java.util.ArrayList;
import java.util.List;

/**
 * What the templates see of a routine. Every text is ready for its place.
 *
 * @param docs lines of a comment
 * @param prototype the lines of the declaration; empty if a header declares it
 * @param modifiers what stands before the name: storage class, return type, calling convention, a line each
 * @param name its name
 * @param parameters type and name of each
 * @param groups the body, a blank line between two groups
 * @param paged whether its code may be paged out
 */
public record RoutineView(
        List<String> docs,
        List<String> prototype,
        List<String> modifiers,
        String name,
        List<String> parameters,
        List<List<String>> groups,
        boolean paged) {

    public RoutineView {
        docs = List.copyOf(docs);
        prototype = List.copyOf(prototype);
        modifiers = List.copyOf(modifiers);
        parameters = List.copyOf(parameters);
        groups = List.copyOf(groups);
    }

    /** A dispatch routine, which a header declares. */
    static RoutineView dispatch(String name, List<List<String>> groups, boolean paged) {
        return new RoutineView(
                List.of(),
                List.of(),
                List.of("NTSTATUS", "NTAPI"),
                name,
                List.of("PDEVICE_OBJECT DeviceObject", "PIRP Irp"),
                groups,
                paged);
    }

    /** A completion routine. */
    static RoutineView completion(String name, List<List<String>> groups) {
        return new RoutineView(
                List.of(),
                List.of("static IO_COMPLETION_ROUTINE " + name + ";"),
                List.of("static", "NTSTATUS", "NTAPI"),
                name,
                List.of("PDEVICE_OBJECT DeviceObject", "PIRP Irp", "PVOID Context"),
                groups,
                false);
    }

    /** A routine of one source. */
    static RoutineView internal(
            List<String> docs,
            String irql,
            String returns,
            String name,
            List<String> parameters,
            List<List<String>> groups,
            boolean paged) {
        var prototype = new ArrayList<String>();
        prototype.add(irql);
        prototype.add("static");
        prototype.add(returns);
        prototype.add(name + "(");
        prototype.addAll(listed(parameters));
        prototype.add("    );");
        return new RoutineView(
                docs, prototype, List.of("static", returns), name, withoutAnnotations(parameters), groups, paged);
    }

    /** A routine that a header declares. */
    static RoutineView external(
            String returns, String name, List<String> parameters, List<List<String>> groups, boolean paged) {
        return new RoutineView(
                List.of(), List.of(), List.of(returns), name, withoutAnnotations(parameters), groups, paged);
    }

    private static List<String> listed(List<String> parameters) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < parameters.size(); i++) {
            lines.add("    " + parameters.get(i) + (i + 1 < parameters.size() ? "," : ""));
        }
        return lines;
    }

    private static List<String> withoutAnnotations(List<String> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.substring(parameter.indexOf(' ') + 1))
                .toList();
    }
}
