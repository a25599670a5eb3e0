package dev.perstream.emit.c;

import java.util.List;

/** What the templates of contexts see. Every text is ready for its place. */
public record ContextView(
        String name,
        String type,
        List<String> docs,
        String tag,
        String tagLiteral,
        List<ConstantView> constants,
        List<MemberView> members,
        List<LayoutView> layouts,
        boolean separate,
        List<LockRoutineView> lockRoutines,
        List<String> pagedRoutines,
        String initialize,
        List<List<String>> initializeGroups,
        String uninitialize,
        List<List<String>> uninitializeGroups,
        List<RoutineView> routines) {

    /** A number with a name. */
    public record ConstantView(String name, String value) {}

    /** A member of the structure, without the semicolon. */
    public record MemberView(List<String> docs, String declaration) {}

    /** The layout on the architectures of a preprocessor condition. */
    public record LayoutView(String condition, long size, List<OffsetView> offsets) {}

    /** The offset of a member. */
    public record OffsetView(String name, long value) {}

    /** An inline routine that takes or drops the lock. */
    public record LockRoutineView(
            List<String> docs, List<String> annotations, String name, List<String> parameters, List<String> lines) {}

    /**
     * A routine that runs statements.
     *
     * @param parameters annotation, type and name of each
     * @param definitions type and name of each
     * @param groups the body, a blank line between two groups
     */
    public record RoutineView(
            List<String> docs,
            String irql,
            boolean paged,
            String returns,
            String name,
            List<String> parameters,
            List<String> definitions,
            List<List<String>> groups) {}
}
