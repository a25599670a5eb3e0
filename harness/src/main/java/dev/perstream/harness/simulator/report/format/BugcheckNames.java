package dev.perstream.harness.simulator.report.format;

import dev.perstream.harness.simulator.report.Bugcheck;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What Windows calls its stop codes. */
final class BugcheckNames {

    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(0x0AL, "IRQL_NOT_LESS_OR_EQUAL"),
            Map.entry(0x0FL, "SPIN_LOCK_ALREADY_OWNED"),
            Map.entry(0x10L, "SPIN_LOCK_NOT_OWNED"),
            Map.entry(0x18L, "REFERENCE_BY_POINTER"),
            Map.entry(0x19L, "BAD_POOL_HEADER"),
            Map.entry(0x1EL, "KMODE_EXCEPTION_NOT_HANDLED"),
            Map.entry(0x20L, "KERNEL_APC_PENDING_DURING_EXIT"),
            Map.entry(0x22L, "FILE_SYSTEM"),
            Map.entry(0x35L, "NO_MORE_IRP_STACK_LOCATIONS"),
            Map.entry(0x44L, "MULTIPLE_IRP_COMPLETE_REQUESTS"),
            Map.entry(0x48L, "CANCEL_STATE_IN_COMPLETED_IRP"),
            Map.entry(0x50L, "PAGE_FAULT_IN_NONPAGED_AREA"),
            Map.entry(0x7EL, "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED"),
            Map.entry(0x93L, "INVALID_KERNEL_HANDLE"),
            Map.entry(0xC1L, "SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION"),
            Map.entry(0xC2L, "BAD_POOL_CALLER"),
            Map.entry(0xC4L, "DRIVER_VERIFIER_DETECTED_VIOLATION"),
            Map.entry(0xC5L, "DRIVER_CORRUPTED_EXPOOL"),
            Map.entry(0xC7L, "TIMER_OR_DPC_INVALID"),
            Map.entry(0xC8L, "IRQL_UNEXPECTED_VALUE"),
            Map.entry(0xC9L, "DRIVER_VERIFIER_IOMANAGER_VIOLATION"),
            Map.entry(0xCEL, "DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS"),
            Map.entry(0xD1L, "DRIVER_IRQL_NOT_LESS_OR_EQUAL"),
            Map.entry(0xD3L, "DRIVER_PORTION_MUST_BE_NONPAGED"),
            Map.entry(0xD5L, "DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL"),
            Map.entry(0xE3L, "RESOURCE_NOT_OWNED"),
            Map.entry(0xE4L, "WORKER_INVALID"),
            Map.entry(0xF5L, "FLTMGR_FILE_SYSTEM"),
            Map.entry(0xF7L, "DRIVER_OVERRAN_STACK_BUFFER"));

    private BugcheckNames() {}

    /** {@code 0xF5 FLTMGR_FILE_SYSTEM (0x6D, 0x7000010, 0x0, 0x0)}. */
    static String text(Bugcheck bugcheck) {
        var name = NAMES.get(bugcheck.code());
        return hex(bugcheck.code())
                + (name == null ? "" : " " + name)
                + bugcheck.parameters().stream().map(BugcheckNames::hex).collect(Collectors.joining(", ", " (", ")"));
    }

    /** Its name; empty if it has none here. */
    static String name(Bugcheck bugcheck) {
        return NAMES.getOrDefault(bugcheck.code(), "");
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value).toUpperCase(Locale.ROOT);
    }
}
