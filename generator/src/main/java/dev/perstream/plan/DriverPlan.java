package dev.perstream.plan;

import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FieldType;
import dev.perstream.model.FilterModel;
import dev.perstream.model.NameRefresh;
import dev.perstream.model.Operation;
import java.util.List;
import java.util.Optional;

/**
 * A driver: a filter as one of its models.
 *
 * @param filter the filter
 * @param model the kind of driver
 * @param callbacks one for each root operation that the schema uses or that creates a context, in the order of {@link
 *     Operation}
 */
public record DriverPlan(FilterModel filter, DriverModel model, List<Callback> callbacks) {

    public DriverPlan {
        callbacks = List.copyOf(callbacks);
    }

    /** The callback of a root operation, if the driver has one. */
    public Optional<Callback> callback(Operation root) {
        return callbacks.stream().filter(c -> c.operation() == root).findFirst();
    }

    /** The callbacks of I/O requests. */
    public List<Callback> irpCallbacks() {
        return callbacks.stream().filter(c -> c.operation().isIrp()).toList();
    }

    /** The callbacks on the path of the pager, where what runs is not pageable (rule L21). */
    public List<Callback> pagingCallbacks() {
        return callbacks.stream().filter(c -> c.operation().inPagingPath()).toList();
    }

    /** Whether a context may be created on the path of the pager, and with it what sets it up and takes it down. */
    public boolean createsInPagingPath(Context context) {
        return pagingCallbacks().stream()
                .flatMap(callback -> callback.contexts().stream())
                .anyMatch(use -> use.context().equals(context) && use.acquisition() == Acquisition.FIND_OR_CREATE);
    }

    /** Whether a context keeps a name lazily. */
    public static boolean keepsNameLazily(Context context) {
        return context.fields().stream()
                .anyMatch(f -> f.type() instanceof FieldType.Text text && text.refresh() == NameRefresh.LAZY);
    }
}
