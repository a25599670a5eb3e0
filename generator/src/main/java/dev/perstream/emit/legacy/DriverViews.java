package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.InformationClasses;
import dev.perstream.emit.legacy.DriverView.DispatchView;
import dev.perstream.emit.legacy.DriverView.FileContextView;
import dev.perstream.emit.legacy.DriverView.InstanceView;
import dev.perstream.emit.legacy.DriverView.LazyView;
import dev.perstream.emit.legacy.DriverView.TrackView;
import dev.perstream.emit.legacy.DriverView.Uses;
import dev.perstream.model.Context;
import dev.perstream.model.FieldType;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Pool;
import dev.perstream.model.Unavailable;
import dev.perstream.model.WindowsVersion;
import dev.perstream.plan.Callback;
import dev.perstream.plan.DriverPlan;
import java.util.List;

/** Makes the view of the driver as a whole. */
final class DriverViews {

    private final Facts facts;
    private final CNames names;
    private final List<String> commonHeaders;

    DriverViews(Facts facts, List<String> commonHeaders) {
        this.facts = facts;
        this.names = facts.names();
        this.commonHeaders = commonHeaders;
    }

    DriverView view() {
        var classes = new InformationClasses(names, names.routine("Is"), "Stack->Parameters.SetFile");
        var operations = facts.plan()
                .callback(Operation.SET_INFORMATION)
                .map(SetInformationCode::classes)
                .orElse(List.of());
        return new DriverView(
                names.prefix(),
                names.upperPrefix(),
                tagLiteral(),
                commonHeaders,
                facts.fileContexts().stream().map(this::fileContext).toList(),
                anyPaged(),
                facts.instance().stream().map(this::instance).toList(),
                facts.carriedTogether().stream()
                        .map(context -> names.pointer(context) + " " + context.name())
                        .toList(),
                facts.requests().stream().map(this::dispatch).toList(),
                facts.plan().callbacks().stream()
                        .flatMap(callback -> FastTrackCode.of(facts, callback).stream())
                        .map(code -> new TrackView(code.name(), code.parameters()))
                        .toList(),
                new FastIoCode(facts).views(),
                new HookCode(facts).views(),
                classes.constants(operations),
                classes.tests(operations),
                nameClasses(),
                facts.plan().filter().contexts().stream()
                        .filter(DriverPlan::keepsNameLazily)
                        .map(this::lazy)
                        .toList(),
                uses());
    }

    private Uses uses() {
        return new Uses(
                facts.asksForNames(),
                facts.ordersNames(),
                facts.keepsNamesLazily(),
                facts.plan()
                        .callback(Operation.SETUP)
                        .filter(c -> !c.parts().isEmpty())
                        .isPresent(),
                facts.plan().callback(Operation.TEARDOWN).isPresent(),
                facts.plan().callback(Operation.SHUTDOWN).isPresent(),
                facts.requests().stream()
                        .anyMatch(callback -> callback.operation().opens()),
                facts.requests().stream().anyMatch(callback -> Facts.endsFileObject(callback.operation())),
                usesValue(OperationValue.CREATED),
                facts.plan().callback(Operation.CREATE).isPresent() && anyFails(),
                facts.plan().callback(Operation.FILE_SYSTEM_CONTROL).isPresent(),
                usesValue(OperationValue.CONTROL_CODE),
                usesValue(OperationValue.DELETING),
                usesValue(OperationValue.THREAD),
                usesValue(OperationValue.VOLUME_NAME),
                facts.plan().callback(Operation.CREATE).isPresent(),
                windows().compareTo(WindowsVersion.WINDOWS_8) >= 0,
                windows().compareTo(WindowsVersion.WINDOWS_10_2004) < 0);
    }

    private boolean anyFails() {
        return facts.fileContexts().stream().anyMatch(context -> context.unavailable() == Unavailable.FAIL);
    }

    private boolean anyPaged() {
        return facts.fileContexts().stream().anyMatch(context -> context.pool() == Pool.PAGED);
    }

    private boolean usesValue(OperationValue value) {
        return facts.plan().callbacks().stream()
                .flatMap(callback -> callback.parts().stream())
                .flatMap(part -> part.tracks().stream())
                .anyMatch(step -> step.values().contains(value));
    }

    /** The first letters of the filter's name, so written that they read forward in a dump. */
    private String tagLiteral() {
        var letters = (names.prefix() + "____").substring(0, 4);
        return new StringBuilder(letters).reverse().toString();
    }

    private FileContextView fileContext(Context context) {
        var object = switch (context.attach()) {
            case STREAM -> "Stream";
            case FILE -> "File";
            default -> "FileObject";
        };
        var place = switch (context.attach()) {
            case STREAM -> "a file stream";
            case FILE -> "a file";
            default -> "a file object, which is an open handle";
        };
        return new FileContextView(
                context.name(),
                names.type(context),
                names.pointer(context),
                names.tag(context),
                context.pool() == Pool.PAGED,
                names.routine("Initialize", context),
                names.routine("Uninitialize", context),
                object,
                place,
                context.pool() == Pool.PAGED ? "APC_LEVEL" : "DISPATCH_LEVEL",
                context.variableSize(),
                Facts.beginsWithName(context));
    }

    private InstanceView instance(Context context) {
        return new InstanceView(
                context.name(),
                names.type(context),
                names.pointer(context),
                names.routine("Initialize", context),
                names.routine("Uninitialize", context),
                context.trailingText()
                        .map(field -> names.textCapacity(context, field))
                        .orElse(""));
    }

    private DispatchView dispatch(Callback callback) {
        var operation = callback.operation();
        return new DispatchView(
                operation.majorFunction(),
                names.routine(CNames.pascal(operation)),
                operation != Operation.FILE_SYSTEM_CONTROL);
    }

    private LazyView lazy(Context context) {
        return new LazyView(
                context.name(),
                names.pointer(context),
                names.routine("RefreshRenamed", context),
                names.routine("Refresh", context),
                context.fields().stream()
                        .filter(field ->
                                field.type() instanceof FieldType.Text text && text.refresh() == NameRefresh.LAZY)
                        .map(CNames::generationMember)
                        .toList());
    }

    /** The normalized name first, where Windows may have it. */
    private List<String> nameClasses() {
        return windows().compareTo(WindowsVersion.WINDOWS_8) >= 0
                ? List.of("FileNormalizedNameInformation", "FileNameInformation")
                : List.of("FileNameInformation");
    }

    private WindowsVersion windows() {
        return facts.plan().filter().identity().windows();
    }
}
