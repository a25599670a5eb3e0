package dev.perstream.emit.c;

import dev.perstream.emit.SchemaFingerprint;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.EnumType;
import dev.perstream.model.FieldType;
import dev.perstream.model.Lock;
import dev.perstream.model.WindowsVersion;
import dev.perstream.output.PlannedFile;
import dev.perstream.plan.DriverPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The sources that both driver models have: pool, texts, and the contexts with their statements. They rely on the model's
 * umbrella header, which includes the kernel's headers and then {@link #headers()} in their order, and on the model's
 * Reference and Release routines for each context that another one refers to.
 */
public final class CommonSources {

    private final DriverPlan plan;
    private final CNames names;
    private final Templates templates;

    /** The sources for what is planned of one driver. */
    public CommonSources(DriverPlan plan, CNames names, Templates templates) {
        this.plan = plan;
        this.names = names;
        this.templates = templates;
    }

    /** The headers, in the order in which the umbrella header includes them. */
    public List<String> headers() {
        return List.of(names.file("Memory", "h"), names.file("Text", "h"), names.file("Contexts", "h"));
    }

    /** The C sources. */
    public List<String> sources() {
        var sources = new ArrayList<String>();
        sources.add(names.file("Schema", "c"));
        sources.add(names.file("Text", "c"));
        plan.filter().contexts().forEach(context -> sources.add(names.file(context.name(), "c")));
        return sources;
    }

    /** The files, in a folder that ends with a slash or is empty. */
    public List<PlannedFile> plan(String folder) {
        var files = new ArrayList<PlannedFile>();
        files.add(file(folder, names.file("Schema", "c"), "common/schema.c.ftl", schema()));
        files.add(file(folder, names.file("Memory", "h"), "common/memory.h.ftl", memory()));
        files.add(file(folder, names.file("Text", "h"), "common/text.h.ftl", text()));
        files.add(file(folder, names.file("Text", "c"), "common/text.c.ftl", text()));
        var views = new ContextViews(plan, names);
        var contexts = plan.filter().contexts().stream().map(views::view).toList();
        files.add(file(
                folder,
                names.file("Contexts", "h"),
                "common/contexts.h.ftl",
                Map.of("prefix", names.prefix(), "enums", enums(), "contexts", contexts)));
        for (var context : contexts) {
            files.add(file(
                    folder,
                    names.file(context.name(), "c"),
                    "common/context.c.ftl",
                    Map.of("umbrella", umbrella(), "context", context)));
        }
        return files;
    }

    private PlannedFile file(String folder, String name, String template, Map<String, ?> view) {
        return PlannedFile.plumbing(folder + name, templates.render(template, view));
    }

    private String umbrella() {
        return names.prefix() + ".h";
    }

    private Map<String, ?> schema() {
        var instance = plan.model() == DriverModel.LEGACY
                ? plan.filter().attachedTo(Attachment.INSTANCE).map(Context::name)
                : Optional.<String>empty();
        return Map.of(
                "prefix",
                names.prefix(),
                "upper",
                names.upperPrefix(),
                "umbrella",
                umbrella(),
                "fingerprint",
                SchemaFingerprint.of(plan.filter()),
                "length",
                SchemaFingerprint.LENGTH,
                "instance",
                instance.orElse(""));
    }

    private Map<String, ?> memory() {
        var windows = plan.filter().identity().windows();
        return Map.of(
                "prefix",
                names.prefix(),
                "pool2",
                windows.compareTo(WindowsVersion.WINDOWS_10_2004) >= 0,
                "nonPagedType",
                windows.compareTo(WindowsVersion.WINDOWS_8) >= 0 ? "NonPagedPoolNx" : "NonPagedPool");
    }

    private Map<String, ?> text() {
        return Map.of(
                "prefix",
                names.prefix(),
                "umbrella",
                umbrella(),
                "nonPagedText",
                plan.filter().contexts().stream().anyMatch(CommonSources::readsTextAtDispatch));
    }

    /** A text that a spin lock guards is read at DISPATCH_LEVEL, where paged memory may not be touched. */
    private static boolean readsTextAtDispatch(Context context) {
        return context.lock() == Lock.SPIN_LOCK
                && context.fields().stream().anyMatch(field -> field.type() instanceof FieldType.Text);
    }

    private List<EnumView> enums() {
        return plan.filter().enums().stream().map(this::view).toList();
    }

    private EnumView view(EnumType type) {
        return new EnumView(
                Comments.wrap(type.doc()),
                type.base().name().toUpperCase(Locale.ROOT),
                names.type(type),
                type.constants().stream()
                        .map(constant -> new ContextView.ConstantView(
                                names.constant(type, constant), Expressions.number(constant.value(), type.base())))
                        .toList());
    }

    /** What the template of enumerations sees. */
    public record EnumView(List<String> docs, String base, String type, List<ContextView.ConstantView> constants) {

        public EnumView {
            docs = List.copyOf(docs);
            constants = List.copyOf(constants);
        }
    }
}
