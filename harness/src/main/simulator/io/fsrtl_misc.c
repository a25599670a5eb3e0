// What FsRtl tells of files.
#include "internal.h"

// Reliable once the file is open: the file system says so in the header.
ULONG NTAPI FsRtlIsPagingFile(PFILE_OBJECT FileObject) {
    SIM_CALL(FsRtlIsPagingFile);
    PFSRTL_ADVANCED_FCB_HEADER header = FileObject->FsContext;
    return header != NULL && (header->Flags2 & FSRTL_FLAG2_IS_PAGING_FILE) != 0;
}

NTSTATUS NTAPI FsRtlGetFileSize(PFILE_OBJECT FileObject, PLARGE_INTEGER FileSize) {
    SIM_CALL(FsRtlGetFileSize);
    SIM_FAULT(FsRtlGetFileSize);
    if (IO_FROM_DRIVER()) io_check_io_allowed("FsRtlGetFileSize");
    FILE_STANDARD_INFORMATION information;
    NTSTATUS status = io_query_information(FileObject, NULL, FileStandardInformation, &information,
                                           sizeof information, IO_KERNEL_MODE | IO_FAST_IO, NULL);
    if (!NT_SUCCESS(status)) return status;
    if (information.Directory) return STATUS_FILE_IS_A_DIRECTORY;
    *FileSize = information.EndOfFile;
    return STATUS_SUCCESS;
}

// A create completion may run at DISPATCH_LEVEL: what is called there at a lower IRQL breaks G18.
static sim_rule (*other_irql_rule)(sim_routine routine);

static sim_rule irql_rule(sim_routine routine) {
    io_callout *callout = io_current_callout();
    if (callout != NULL && callout->kind == IO_IN_COMPLETION && callout->major == IRP_MJ_CREATE) {
        return RULE_G18;
    }
    return other_irql_rule != NULL ? other_irql_rule(routine) : SIM_NO_RULE;
}

extern sim_rule (*sim_irql_rule)(sim_routine routine);

static void chain_irql_rule(void) {
    if (sim_irql_rule == irql_rule) return;
    other_irql_rule = sim_irql_rule;
    sim_irql_rule = irql_rule;
}

__attribute__((constructor)) static void register_start(void) { sim_at_start(90, chain_irql_rule); }
