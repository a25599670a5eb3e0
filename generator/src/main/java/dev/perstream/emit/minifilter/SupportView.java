package dev.perstream.emit.minifilter;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Pool;
import dev.perstream.model.WindowsVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the templates of the routines for contexts see. */
final class SupportView {

    private final Facts facts;

    SupportView(Facts facts) {
        this.facts = facts;
    }

    Map<String, Object> view() {
        var kinds = facts.contexts().stream()
                .map(context -> KindView.of(facts, context))
                .toList();
        var view = new HashMap<String, Object>();
        view.put("contexts", kinds);
        view.put(
                "fileTypes",
                facts.contexts().stream()
                        .filter(SupportView::needsFileObject)
                        .map(context -> KindView.type(context.attach()))
                        .toList());
        view.put("namedTypes", types(Facts::takesData));
        view.put("volumeTypes", types(SupportView::takesVolumeName));
        view.put("attachable", any(context -> context.attach() != Attachment.SECTION));
        view.put("section", facts.attachedTo(Attachment.SECTION).isPresent());
        view.put("transaction", facts.attachedTo(Attachment.TRANSACTION).isPresent());
        view.put("ofFile", any(SupportView::needsFileObject));
        view.put("checksObject", any(Facts::needsOpenFile));
        view.put("paged", facts.anyPaged());
        view.put("allPaged", facts.contexts().stream().allMatch(context -> context.pool() == Pool.PAGED));
        view.put("probe", any(context -> context.probe() && context.attach().ofFile()));
        view.put("text", any(Context::variableSize));
        view.put("namedText", any(Facts::takesData));
        view.put("volumeText", any(SupportView::takesVolumeName));
        view.put("carried", carried());
        view.put("completionTag", completionTag());
        view.put("nonPagedType", nonPagedType());
        view.put("pagedRoutines", pagedRoutines());
        return view;
    }

    /** The type that is never executable; before Windows 8 it is so by an option of the whole driver (rule A12). */
    private String nonPagedType() {
        return facts.windows().compareTo(WindowsVersion.WINDOWS_8) >= 0 ? "NonPagedPoolNx" : "NonPagedPool";
    }

    private static boolean takesVolumeName(Context context) {
        return Facts.initialText(context)
                .filter(OperationValue.VOLUME_NAME::equals)
                .isPresent();
    }

    private static boolean needsFileObject(Context context) {
        return context.attach().ofFile() || context.attach() == Attachment.SECTION;
    }

    private boolean any(Predicate<Context> predicate) {
        return facts.contexts().stream().anyMatch(predicate);
    }

    private String types(Predicate<Context> predicate) {
        return facts.contexts().stream()
                .filter(predicate)
                .map(context -> KindView.type(context.attach()))
                .collect(Collectors.joining(" | "));
    }

    private List<KindView> carried() {
        return facts.carriedInRecords().stream()
                .map(context -> KindView.of(facts, context))
                .toList();
    }

    /** The tag of the records: that of a context is another (rule R5). */
    private String completionTag() {
        var tags = facts.contexts().stream().map(Context::tag).toList();
        var letters = (facts.names().prefix() + "xx").substring(0, 2);
        var number = 0;
        var tag = letters + "Co";
        while (tags.contains(tag)) {
            tag = letters + "C" + number++;
        }
        return new StringBuilder(tag).reverse().toString();
    }

    /** What a read or write may call is not among them: that is on the path of the pager (rule L21). */
    private List<String> pagedRoutines() {
        var inPagingPath = facts.createsInPagingPath();
        var names = new ArrayList<String>();
        if (any(context -> context.attach() != Attachment.SECTION)) {
            if (!inPagingPath) {
                names.add(facts.inner("FindOrCreateContext"));
            }
            names.add(facts.inner("ReplaceContext"));
            names.add(facts.inner("RemoveContext"));
        }
        if (facts.attachedTo(Attachment.SECTION).isPresent() && !inPagingPath) {
            names.add(facts.inner("CreateContext"));
        }
        if (!inPagingPath) {
            names.add(facts.names().routine("CleanupContext"));
        }
        return names;
    }
}
