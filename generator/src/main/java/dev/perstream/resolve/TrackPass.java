package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Attachment;
import dev.perstream.model.Operation;
import dev.perstream.model.Track;
import dev.perstream.schema.TrackSyntax;
import dev.perstream.track.TrackChecker;
import dev.perstream.track.TrackScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves the statements of contexts. */
final class TrackPass {

    private final Map<String, Attachment> attachments;
    private final OperationRules rules;
    private final Problems problems;
    private final Words words;

    /**
     * A pass over statements.
     *
     * @param attachments what the contexts are attached to, by name
     * @param rules which contexts an operation reaches
     * @param problems takes what is wrong
     */
    TrackPass(Map<String, Attachment> attachments, OperationRules rules, Problems problems) {
        this.attachments = attachments;
        this.rules = rules;
        this.problems = problems;
        this.words = new Words(problems);
    }

    List<Track> resolve(ContextDraft context) {
        var tracks = new ArrayList<Track>();
        for (var track : context.syntax().tracks()) {
            words.oneOf(track.operation(), Operation.values(), Operation::key, Rule.Y9, "operation")
                    .filter(operation -> rules.offered(operation, track.operation()))
                    .flatMap(operation -> resolve(context, operation, track))
                    .filter(resolved -> !resolved.statements().isEmpty())
                    .ifPresent(tracks::add);
        }
        return List.copyOf(tracks);
    }

    private Optional<Track> resolve(ContextDraft context, Operation operation, TrackSyntax track) {
        if (context.attach().isEmpty()) {
            return Optional.empty();
        }
        var attach = context.attach().get();
        if (!rules.reaches(operation, attach, context.name(), track.operation())) {
            return Optional.empty();
        }
        var scope = new TrackScope(
                operation,
                attach,
                context.pool(),
                context.lock(),
                context.fields(),
                context.brokenFields(),
                attachments);
        return Optional.of(new Track(operation, TrackChecker.check(track.statements(), scope, problems)));
    }
}
