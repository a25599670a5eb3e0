package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import java.util.ArrayList;
import java.util.List;

/** The heads of the routines that the Filter Manager calls beside those for operations. */
final class EventHeads {

    private final CNames names;

    EventHeads(CNames names) {
        this.names = names;
    }

    List<RoutineView> instance(boolean teardown) {
        var heads = new ArrayList<RoutineView>();
        heads.add(head(
                "PASSIVE_LEVEL",
                "NTSTATUS",
                "InstanceSetup",
                CallbackHeads.OBJECTS,
                "_In_ FLT_INSTANCE_SETUP_FLAGS Flags",
                "_In_ DEVICE_TYPE VolumeDeviceType",
                "_In_ FLT_FILESYSTEM_TYPE VolumeFilesystemType"));
        heads.add(head(
                "PASSIVE_LEVEL",
                "NTSTATUS",
                "InstanceQueryTeardown",
                CallbackHeads.OBJECTS,
                "_In_ FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags"));
        if (teardown) {
            heads.add(head(
                    "PASSIVE_LEVEL",
                    "VOID",
                    "InstanceTeardownStart",
                    CallbackHeads.OBJECTS,
                    "_In_ FLT_INSTANCE_TEARDOWN_FLAGS Reason"));
        }
        heads.add(head("PASSIVE_LEVEL", "NTSTATUS", "Unload", "_In_ FLT_FILTER_UNLOAD_FLAGS Flags"));
        return heads;
    }

    RoutineView transaction() {
        return head(
                "PASSIVE_LEVEL",
                "NTSTATUS",
                "TransactionNotification",
                CallbackHeads.OBJECTS,
                "_In_ PFLT_CONTEXT TransactionContext",
                "_In_ ULONG NotificationMask");
    }

    private RoutineView head(String irql, String returns, String name, String... parameters) {
        return new RoutineView(List.of(), irql, returns, names.routine(name), List.of(parameters), List.of(), true);
    }
}
