package dev.perstream.emit.java;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Statement;
import dev.perstream.model.Track;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be said of the names that a filter keeps when files are opened and renamed at once. */
final class KeptNames {

    private KeptNames() {}

    /**
     * Whether names are kept, and each ends as the last rename left it. That holds for what all handles share and each
     * rename stores. What an open alone stores, or a handle has of its own, may be from before or after a rename beside it.
     */
    static boolean areInOrder(FilterModel filter) {
        var storing = filter.contexts().stream()
                .filter(context -> stored(context.tracks()).findAny().isPresent())
                .toList();
        return !storing.isEmpty() && storing.stream().allMatch(KeptNames::followsEachRename);
    }

    private static boolean followsEachRename(Context context) {
        var renamed = stored(context.track(Operation.RENAME).stream().toList())
                .filter(statement -> statement.operator() == Statement.Operator.SET)
                .filter(statement -> statement.when().isEmpty())
                .map(Statement.Assignment::target)
                .toList();
        return (context.attach() == Attachment.STREAM || context.attach() == Attachment.FILE)
                && stored(context.tracks()).map(Statement.Assignment::target).allMatch(renamed::contains);
    }

    private static Stream<Statement.Assignment> stored(List<Track> tracks) {
        return tracks.stream()
                .flatMap(track -> track.statements().stream())
                .flatMap(statement -> statement instanceof Statement.Assignment assignment
                        ? Optional.of(assignment).stream()
                        : Stream.empty())
                .filter(assignment -> assignment.value().equals(new Operand.Value(OperationValue.NAME)));
    }
}
