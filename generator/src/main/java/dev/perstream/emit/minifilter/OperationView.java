package dev.perstream.emit.minifilter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The callbacks of one operation and what they call.
 *
 * @param pre the pre-operation callback
 * @param helpers routines of the same file
 * @param post the post-operation callback
 * @param cancels whether an open can be made to fail
 */
record OperationView(
        Optional<RoutineView> pre, List<RoutineView> helpers, Optional<RoutineView> post, boolean cancels) {

    OperationView {
        helpers = List.copyOf(helpers);
    }

    /** The routines in pageable sections. */
    List<String> paged() {
        return Stream.of(pre.stream(), helpers.stream(), post.stream())
                .flatMap(stream -> stream)
                .filter(RoutineView::paged)
                .map(RoutineView::name)
                .toList();
    }
}
