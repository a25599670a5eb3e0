package dev.perstream.emit.minifilter;

import java.util.List;

/**
 * What the templates see of a routine.
 *
 * @param docs what it does
 * @param irql the highest IRQL; may be empty where the type of the routine says it
 * @param returns the return type
 * @param name the routine's name
 * @param declarations the parameters with their annotations
 * @param groups its inside
 * @param paged whether it lies in a pageable section
 */
public record RoutineView(
        List<String> docs,
        String irql,
        String returns,
        String name,
        List<String> declarations,
        List<List<String>> groups,
        boolean paged) {

    public RoutineView {
        docs = List.copyOf(docs);
        declarations = List.copyOf(declarations);
        groups = List.copyOf(groups);
    }

    /** A helper that only its own file calls. */
    static RoutineView helper(
            String doc,
            String returns,
            String name,
            List<String> declarations,
            List<List<String>> groups,
            boolean paged) {
        return new RoutineView(List.of(doc), "", returns, name, declarations, groups, paged);
    }
}
