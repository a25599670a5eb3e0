package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.model.Attachment;
import dev.perstream.model.DriverModel;
import dev.perstream.model.Lock;
import dev.perstream.model.Pool;
import dev.perstream.model.WindowsVersion;
import dev.perstream.schema.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that each context's pool and lock go together, and with what the context is attached to. */
final class MemoryCheck {

    /** The first with the documented push lock routines of the kernel. */
    private static final WindowsVersion PUSH_LOCKS = new WindowsVersion(10, 0, 17763);

    private final Set<DriverModel> models;
    private final Optional<WindowsVersion> windows;
    private final Problems problems;

    MemoryCheck(Set<DriverModel> models, Optional<WindowsVersion> windows, Problems problems) {
        this.models = models;
        this.windows = windows;
        this.problems = problems;
    }

    void check(List<ContextDraft> contexts) {
        contexts.forEach(this::pool);
        contexts.forEach(this::lock);
    }

    private void pool(ContextDraft context) {
        if (context.pool() != Pool.PAGED) {
            return;
        }
        var place = span(context.syntax().pool(), context);
        if (context.attach().filter(Attachment.VOLUME::equals).isPresent()) {
            problems.error(Rule.A2, place, "a volume context lives in nonpaged pool", "use 'pool: nonpaged'");
        } else if (context.attach().filter(Attachment.INSTANCE::equals).isPresent()
                && models.contains(DriverModel.LEGACY)) {
            problems.error(
                    Rule.A2,
                    place,
                    "a legacy filter's instance context is its device extension, which is nonpaged",
                    "use 'pool: nonpaged', or remove 'legacy' from the models");
        }
        if (context.lock() == Lock.SPIN_LOCK) {
            problems.error(
                    Rule.A8,
                    span(context.syntax().lock(), context),
                    "a spin lock raises to DISPATCH_LEVEL, where a context in paged pool cannot be touched",
                    "use 'pool: nonpaged', or another lock");
        }
    }

    private void lock(ContextDraft context) {
        if (context.lock() == Lock.PUSH_LOCK
                && models.contains(DriverModel.LEGACY)
                && windows.filter(oldest -> oldest.compareTo(PUSH_LOCKS) < 0).isPresent()) {
            problems.error(
                    Rule.L13,
                    span(context.syntax().lock(), context),
                    "outside the Filter Manager, push locks are documented from Windows " + PUSH_LOCKS + " on",
                    "use 'lock: resource' or 'lock: fast-mutex', or raise the filter's 'windows'");
        }
    }

    private static Span span(Optional<Word> word, ContextDraft context) {
        return word.orElse(context.syntax().name()).span();
    }
}
