package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Attachment;
import dev.perstream.model.DriverModel;
import dev.perstream.model.WindowsVersion;
import dev.perstream.schema.Word;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that the driver models and the oldest Windows have each kind of context, and that there is one of a kind. */
final class AttachmentCheck {

    /** Files and transactions have contexts since Windows Vista, the oldest that a filter can be for. */
    private static final Map<Attachment, WindowsVersion> SINCE =
            new EnumMap<>(Map.of(Attachment.SECTION, WindowsVersion.WINDOWS_8));

    private final Set<DriverModel> models;
    private final Optional<WindowsVersion> windows;
    private final Problems problems;

    AttachmentCheck(Set<DriverModel> models, Optional<WindowsVersion> windows, Problems problems) {
        this.models = models;
        this.windows = windows;
        this.problems = problems;
    }

    void check(List<ContextDraft> contexts) {
        var first = new EnumMap<Attachment, ContextDraft>(Attachment.class);
        for (var context : contexts) {
            if (context.attach().isEmpty() || context.syntax().attach().isEmpty()) {
                continue;
            }
            var attach = context.attach().get();
            var word = context.syntax().attach().get();
            inModels(attach, word);
            inWindows(attach, word);
            var other = first.putIfAbsent(attach, context);
            if (other != null) {
                problems.error(
                        Rule.S10,
                        word.span(),
                        "the context '" + other.name() + "' is attached to the " + attach.key() + " already, in line "
                                + other.syntax().name().span().line(),
                        "put the fields of both into one context");
            }
        }
    }

    /** What FsRtl and a device extension have no counterpart for, a legacy filter cannot have. */
    private void inModels(Attachment attach, Word word) {
        if (!models.contains(DriverModel.LEGACY)) {
            return;
        }
        switch (attach) {
            case VOLUME ->
                notLegacy(
                        word,
                        "there is one device object for a volume, and its extension is the context of the instance",
                        "use 'attach: instance'");
            case TRANSACTION ->
                notLegacy(word, "only the Filter Manager notifies filters of transactions", "remove the context");
            case SECTION ->
                notLegacy(word, "only the Filter Manager has sections for data scans", "remove the context");
            case INSTANCE, FILE, STREAM, STREAM_HANDLE -> {}
        }
    }

    private void notLegacy(Word word, String why, String fix) {
        problems.error(
                Rule.M1,
                word.span(),
                "a legacy filter has no " + word.text() + " context: " + why,
                fix + ", or remove 'legacy' from the models");
    }

    private void inWindows(Attachment attach, Word word) {
        var since = SINCE.get(attach);
        windows.filter(oldest -> since != null && oldest.compareTo(since) < 0)
                .ifPresent(oldest -> problems.error(
                        Rule.R9,
                        word.span(),
                        "Windows " + oldest + " has no " + attach.key() + " contexts",
                        "raise the filter's 'windows' to " + since + " or later"));
    }
}
