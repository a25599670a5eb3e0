package dev.perstream.emit.legacy;

import dev.perstream.emit.Placement;
import dev.perstream.emit.Target;
import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.CommonSources;
import dev.perstream.emit.c.Templates;
import dev.perstream.emit.kit.MingwKit;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operation;
import dev.perstream.output.PlannedFile;
import dev.perstream.plan.Callback;
import dev.perstream.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns a filter into a legacy filter. */
public final class LegacyTarget implements Target {

    private static final String FOLDER = "legacy/";
    private static final String TEMPLATES = "legacy/";

    private final Templates templates;
    private final Placement placement;

    /**
     * A target.
     *
     * @param placement where the author's files lie
     */
    public LegacyTarget(Templates templates, Placement placement) {
        this.templates = templates;
        this.placement = placement;
    }

    @Override
    public List<PlannedFile> plan(FilterModel filter) {
        return new Run(filter).files();
    }

    /** One filter's files. */
    private final class Run {

        private final FilterModel filter;
        private final Facts facts;
        private final CNames names;
        private final CommonSources common;
        private final DriverView view;
        private final List<PlannedFile> files = new ArrayList<>();
        private final List<String> sources = new ArrayList<>();

        Run(FilterModel filter) {
            this.filter = filter;
            this.facts = Facts.of(Planner.plan(filter, DriverModel.LEGACY));
            this.names = facts.names();
            this.common = new CommonSources(facts.plan(), names, templates);
            this.view = new DriverViews(facts, common.headers()).view();
        }

        List<PlannedFile> files() {
            files.add(file(names.prefix() + ".h", "umbrella.h.ftl", view));
            driver();
            contexts();
            operations();
            hooks();
            files.addAll(common.plan(FOLDER));
            sources.addAll(common.sources());
            files.addAll(new MingwKit(templates)
                    .plan(
                            filter.identity(),
                            DriverModel.LEGACY,
                            sources,
                            view.hooks().isEmpty() ? List.of() : List.of(names.file("Hooks", "c")),
                            placement));
            return List.copyOf(files);
        }

        private void driver() {
            source("Driver", "driver.c.ftl");
            header("Device", "device.h.ftl");
            source("Device", "device.c.ftl");
            source("Extension", "extension.c.ftl");
            source("Mount", "mount.c.ftl");
            header("Irp", "irp.h.ftl");
            source("PassThrough", "pass-through.c.ftl");
            source("FastIo", "fast-io.c.ftl");
            source("FsFilter", "fs-filter.c.ftl");
            if (view.uses().names()) {
                header("Name", "name.h.ftl");
                source("Name", "name.c.ftl");
            }
        }

        private void contexts() {
            if (!view.fileContexts().isEmpty()) {
                header("Context", "context.h.ftl");
                source("Context", "context.c.ftl");
                source("Reference", "reference.c.ftl");
                source("ContextKinds", "context-kinds.c.ftl");
            }
            if (!view.fileContexts().isEmpty() || !view.instances().isEmpty()) {
                header("Helpers", "helpers.h.ftl");
            }
        }

        private void operations() {
            facts.requests().forEach(callback -> operation(callback, new OperationCode(facts, callback).routines()));
            for (var event : List.of(Operation.SETUP, Operation.TEARDOWN)) {
                facts.plan()
                        .callback(event)
                        .filter(callback -> !callback.parts().isEmpty())
                        .ifPresent(callback -> operation(callback, List.of(new EventCode(facts, callback).routine())));
            }
        }

        private void operation(Callback callback, List<RoutineView> routines) {
            var operation = callback.operation();
            var doc = switch (operation) {
                case SETUP -> "What is done when the filter has been attached to a volume.";
                case TEARDOWN -> "What is done before the filter is detached from a volume.";
                default -> "Requests of the operation " + operation.key() + ".";
            };
            var name = names.file(CNames.pascal(operation), "c");
            sources.add(name);
            files.add(file(
                    name,
                    "operation.c.ftl",
                    Map.of(
                            "prefix",
                            names.prefix(),
                            "doc",
                            doc,
                            "routines",
                            routines,
                            "driver",
                            view,
                            "setInformation",
                            operation == Operation.SET_INFORMATION)));
        }

        private void hooks() {
            if (view.hooks().isEmpty()) {
                return;
            }
            header("Hooks", "hooks.h.ftl");
            var parts = view.hooks().stream()
                    .map(hook -> HookCode.part(
                            hook,
                            templates.render(TEMPLATES + "hook.ftl", Map.of("hook", hook, "prefix", names.prefix()))))
                    .toList();
            files.add(PlannedFile.scaffold(
                    FOLDER + names.file("Hooks", "c"),
                    templates.render(TEMPLATES + "hooks.c.ftl", Map.of("prefix", names.prefix(), "parts", parts)),
                    parts));
        }

        private void header(String name, String template) {
            files.add(file(names.file(name, "h"), template, view));
        }

        private void source(String name, String template) {
            sources.add(names.file(name, "c"));
            files.add(file(names.file(name, "c"), template, view));
        }

        private PlannedFile file(String name, String template, Object model) {
            return PlannedFile.plumbing(FOLDER + name, templates.render(TEMPLATES + template, model));
        }
    }
}
