package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.Comments;
import dev.perstream.emit.c.Templates;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.FieldType;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.WindowsVersion;
import dev.perstream.output.PlannedFile;
import dev.perstream.plan.Callback;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a minifilter beside those that both driver models share. */
final class MinifilterFiles {

    private final Facts facts;
    private final CNames names;
    private final Templates templates;
    private final List<String> commonHeaders;
    private final String folder;
    private final List<PlannedFile> files = new ArrayList<>();
    private final List<RoutineView> callbacks = new ArrayList<>();
    private final List<OperationEntry> operations = new ArrayList<>();

    MinifilterFiles(Facts facts, Templates templates, List<String> commonHeaders, String folder) {
        this.facts = facts;
        this.names = facts.names();
        this.templates = templates;
        this.commonHeaders = commonHeaders;
        this.folder = folder;
    }

    /** An entry of the table of operations; a callback that there is none of is empty. */
    public record OperationEntry(String major, String pre, String post) {}

    /** A context that keeps names lazily. */
    public record LazyView(String name, String pointer, String renew, String refresh, String stale) {}

    /** What the driver needs of the headers that it is compiled with. */
    public record Requirement(String version, String what) {}

    List<PlannedFile> plan() {
        facts.plan().irpCallbacks().forEach(this::operation);
        events();
        add(names.file("Driver", "c"), "driver.c.ftl", Map.of("driverRuntime", initializesRuntime()));
        add(names.file("Registration", "c"), "registration.c.ftl", registration());
        add(names.file("Callbacks", "h"), "callbacks.h.ftl", Map.of("routines", callbacks));
        contexts();
        names();
        hooks();
        add(facts.umbrella(), "umbrella.h.ftl", umbrella());
        return files;
    }

    private void add(String file, String template, Map<String, ?> view) {
        files.add(PlannedFile.plumbing(folder + file, render(template, view)));
    }

    private String render(String template, Map<String, ?> view) {
        var all = new HashMap<String, Object>(view);
        all.put("prefix", names.prefix());
        all.put("upper", names.upperPrefix());
        all.put("umbrella", facts.umbrella());
        all.put("ordersNames", facts.ordersNames());
        all.put("lazyNames", facts.keepsNamesLazily());
        all.put("completions", !facts.carriedInRecords().isEmpty());
        return templates.render("minifilter/" + template, all);
    }

    private void operation(Callback callback) {
        var view = new HashMap<String, Object>();
        OperationView operation;
        if (callback.operation() == Operation.SET_INFORMATION) {
            var views = new SetInformationViews(facts, callback);
            operation = views.view();
            view.put("classes", views.constants());
            view.put("tests", views.tests());
            view.put("deleting", views.asksWhetherDeleting());
        } else {
            operation = new OperationViews(facts, callback).view();
        }
        operation.pre().ifPresent(callbacks::add);
        operation.post().ifPresent(callbacks::add);
        operations.add(new OperationEntry(
                callback.operation().majorFunction(),
                operation.pre().map(RoutineView::name).orElse(""),
                operation.post().map(RoutineView::name).orElse("")));
        view.put("title", "The operation " + callback.operation().key() + ".");
        operation.pre().ifPresent(pre -> view.put("pre", pre));
        operation.post().ifPresent(post -> view.put("post", post));
        view.put("helpers", operation.helpers());
        view.put("pagedRoutines", operation.paged());
        view.put("cancels", operation.cancels());
        add(names.file(CNames.pascal(callback.operation()), "c"), "operation.c.ftl", view);
    }

    private void events() {
        var events = new EventViews(facts);
        var teardown = events.teardown();
        var view = new HashMap<String, Object>();
        view.put("setup", events.setup());
        teardown.ifPresent(groups -> view.put("teardown", groups));
        add(names.file("Instance", "c"), "instance.c.ftl", view);
        callbacks.addAll(new EventHeads(names).instance(teardown.isPresent()));
        facts.attachedTo(Attachment.TRANSACTION).ifPresent(context -> transaction(context, events));
        facts.attachedTo(Attachment.SECTION).ifPresent(this::section);
    }

    private void transaction(Context context, EventViews events) {
        var commit = events.end(Operation.COMMIT);
        var rollback = events.end(Operation.ROLLBACK);
        var helpers =
                List.of(commit, rollback).stream().flatMap(Optional::stream).toList();
        var paged = new ArrayList<String>();
        paged.add(names.routine("Enlist", context));
        helpers.forEach(helper -> paged.add(helper.name()));
        paged.add(names.routine("TransactionNotification"));
        var view = new HashMap<String, Object>();
        view.put("name", context.name());
        view.put("pointer", names.pointer(context));
        view.put("takesData", Facts.takesData(context));
        view.put("enlist", names.routine("Enlist", context));
        view.put("findOrCreate", names.routine("FindOrCreate", context));
        view.put("remove", names.routine("Remove", context));
        view.put("release", names.routine("Release", context));
        view.put("helpers", helpers);
        view.put("pagedRoutines", paged);
        commit.ifPresent(helper -> view.put("commit", notified(helper, context)));
        rollback.ifPresent(helper -> view.put("rollback", notified(helper, context)));
        view.putIfAbsent("commit", "");
        view.putIfAbsent("rollback", "");
        add(names.file("Transaction", "h"), "transaction.h.ftl", view);
        add(names.file("Transaction", "c"), "transaction.c.ftl", view);
        callbacks.add(new EventHeads(names).transaction());
    }

    private static String notified(RoutineView helper, Context context) {
        return CallbackHeads.call(helper).replaceAll("\\b" + context.name() + "\\b", "TransactionContext");
    }

    private void section(Context context) {
        var view = new HashMap<String, Object>();
        view.put("name", context.name());
        view.put("pointer", names.pointer(context));
        view.put("takesData", Facts.takesData(context));
        view.put("dataArgument", KindView.of(facts, context).dataArgument());
        view.put("kind", names.routine("Kind", context));
        view.put("open", names.routine("Open", context));
        view.put("close", names.routine("Close", context));
        view.put("release", names.routine("Release", context));
        add(names.file("Section", "h"), "section.h.ftl", view);
        add(names.file("Section", "c"), "section.c.ftl", view);
    }

    private void contexts() {
        var view = new SupportView(facts).view();
        if (!facts.contexts().isEmpty()) {
            add(names.file("ContextSupport", "h"), "support.h.ftl", view);
            add(names.file("ContextSupport", "c"), "support.c.ftl", view);
        }
    }

    private boolean hasNames() {
        return facts.asksForFileNames() || facts.asksForVolumeNames();
    }

    private void names() {
        if (!hasNames()) {
            return;
        }
        var lazies = facts.contexts().stream()
                .flatMap(context -> lazy(context).stream())
                .toList();
        var paged = new ArrayList<String>();
        if (facts.asksForFileNames() && !facts.asksForFileNamesInPagingPath()) {
            paged.add(names.routine("QueryName"));
            paged.add(names.routine("ReleaseName"));
        }
        if (facts.asksForRenamedNames()) {
            paged.add(facts.inner("IsOpenOnStream"));
            paged.add(facts.inner("QueryDestinationName"));
            paged.add(names.routine("QueryDestination"));
            paged.add(names.routine("ReleaseDestination"));
            paged.add(names.routine("QueryRenamedName"));
        }
        if (facts.asksForVolumeNames() && !facts.usesInPagingPath(OperationValue.VOLUME_NAME)) {
            paged.add(names.routine("QueryVolumeName"));
        }
        facts.contexts().stream()
                .filter(context -> !facts.renewsInPagingPath(context))
                .flatMap(context -> lazy(context).stream())
                .forEach(lazy -> paged.add(lazy.renew()));
        var view = new HashMap<String, Object>();
        view.put("fileName", facts.asksForFileNames());
        view.put("rename", facts.asksForRenamedNames());
        view.put("destinationTag", facts.asksForRenamedNames() ? facts.destinationTag() : "");
        view.put("volumeName", facts.asksForVolumeNames());
        view.put("volumeTag", facts.asksForVolumeNames() ? facts.volumeNameTag() : "");
        view.put("lazies", lazies);
        view.put("pagedRoutines", paged);
        add(names.file("Name", "h"), "name.h.ftl", view);
        add(names.file("Name", "c"), "name.c.ftl", view);
    }

    private Optional<LazyView> lazy(Context context) {
        var stale = context.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Text text && text.refresh() == NameRefresh.LAZY)
                .map(field ->
                        context.name() + "->" + CNames.generationMember(field) + " < " + names.routine("FolderRenamed"))
                .collect(Collectors.joining(" || "));
        return stale.isEmpty()
                ? Optional.empty()
                : Optional.of(new LazyView(
                        context.name(),
                        names.pointer(context),
                        names.routine("Renew", context),
                        names.routine("Refresh", context),
                        stale.contains(" || ") ? "(" + stale + ")" : stale));
    }

    private void hooks() {
        var hooks = new HookViews(facts).views();
        if (hooks.isEmpty()) {
            return;
        }
        var view = Map.of("hooks", hooks);
        add(names.file("Hooks", "h"), "hooks.h.ftl", view);
        files.add(PlannedFile.scaffold(
                folder + names.file("Hooks", "c"),
                render("hooks.c.ftl", view),
                hooks.stream().map(HookViews.HookView::part).toList()));
    }

    private Map<String, Object> registration() {
        var view = new HashMap<String, Object>();
        view.put(
                "contexts",
                facts.contexts().stream()
                        .map(context -> KindView.of(facts, context))
                        .toList());
        view.put("operations", operations);
        view.put("teardown", callbacks.stream().anyMatch(c -> c.name().equals(names.routine("InstanceTeardownStart"))));
        view.put("transaction", facts.attachedTo(Attachment.TRANSACTION).isPresent());
        view.put("pipes", hasPipes());
        view.put("requirements", requirements());
        return view;
    }

    /** Named pipes and mailslots are seen only by those who say that they can take it (rule F6). */
    private boolean hasPipes() {
        return facts.plan().irpCallbacks().stream()
                .map(Callback::operation)
                .anyMatch(operation ->
                        operation == Operation.CREATE_NAMED_PIPE || operation == Operation.CREATE_MAILSLOT);
    }

    private List<Requirement> requirements() {
        var requirements = new ArrayList<Requirement>();
        if (facts.attachedTo(Attachment.SECTION).isPresent()) {
            requirements.add(new Requirement("NTDDI_WIN8", "A section context takes Windows 8"));
        } else if (hasPipes()) {
            requirements.add(new Requirement("NTDDI_WIN8", "Named pipes and mailslots are filtered from Windows 8 on"));
        } else if (facts.attachedTo(Attachment.FILE).isPresent()
                || facts.attachedTo(Attachment.TRANSACTION).isPresent()) {
            requirements.add(new Requirement("NTDDI_VISTA", "File and transaction contexts take Windows Vista"));
        }
        return requirements;
    }

    private boolean initializesRuntime() {
        return facts.windows().compareTo(WindowsVersion.WINDOWS_10_2004) < 0;
    }

    private Map<String, Object> umbrella() {
        var headers = new ArrayList<>(commonHeaders);
        if (!facts.contexts().isEmpty()) {
            headers.add(names.file("ContextSupport", "h"));
        }
        if (hasNames()) {
            headers.add(names.file("Name", "h"));
        }
        facts.attachedTo(Attachment.TRANSACTION).ifPresent(context -> headers.add(names.file("Transaction", "h")));
        facts.attachedTo(Attachment.SECTION).ifPresent(context -> headers.add(names.file("Section", "h")));
        if (!facts.hooks().isEmpty()) {
            headers.add(names.file("Hooks", "h"));
        }
        headers.add(names.file("Callbacks", "h"));
        var identity = facts.plan().filter().identity();
        var description = identity.description().isEmpty() ? identity.name() : identity.description();
        var view = new HashMap<String, Object>();
        view.put("docs", Comments.wrap(identity.name() + ", a minifilter. " + description + "."));
        view.put("headers", headers);
        view.put("driverRuntime", initializesRuntime());
        view.put("optsIn", facts.windows().compareTo(WindowsVersion.WINDOWS_8) < 0);
        view.put("opensFiles", facts.opensFiles());
        view.put(
                "readsOrWrites",
                facts.plan().irpCallbacks().stream()
                        .anyMatch(callback -> !CallbackHeads.pagedBefore(callback.operation())));
        return view;
    }
}
