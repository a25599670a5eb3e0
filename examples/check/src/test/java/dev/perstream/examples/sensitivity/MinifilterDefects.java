package dev.perstream.examples.sensitivity;

import dev.perstream.examples.sensitivity.Defect.Edit;
import dev.perstream.harness.context.DriverModel;
import java.util.List;

/** Mistakes in the minifilter of the audit example. */
final class MinifilterDefects {

    private static final Defect.Of AUDIT = Defect.in(Example.AUDIT, DriverModel.MINIFILTER);

    private MinifilterDefects() {}

    static List<Defect> references() {
        return List.of(
                AUDIT.with(
                        "the reference of an open is not released",
                        "AuditCreate.c",
                        "    AuditReleaseStreamState(StreamState);\n",
                        ""),
                AUDIT.with(
                        "the reference that travels with a write is not released",
                        "AuditWrite.c",
                        "    AuditReleaseStreamState(StreamState);\n    return FLT_POSTOP",
                        "    return FLT_POSTOP"),
                AUDIT.with(
                        "the reference that travels with a write is released twice",
                        "AuditWrite.c",
                        "    AuditReleaseStreamState(StreamState);\n    return FLT_POSTOP",
                        "    AuditReleaseStreamState(StreamState);\n    AuditReleaseStreamState(StreamState);\n    return FLT_POSTOP"),
                AUDIT.with(
                        "a context that is referred to is not referenced",
                        "AuditHandleState.c",
                        "        AuditReferenceStreamState(StreamState);\n",
                        ""),
                AUDIT.with(
                        "a context that is referred to is not released at the end",
                        "AuditHandleState.c",
                        "    if (HandleState->Stream != NULL) {\n        AuditReleaseStreamState(HandleState->Stream);\n    }\n",
                        "    UNREFERENCED_PARAMETER(HandleState);\n"),
                AUDIT.with("a name is not released", "AuditCreate.c", "    AuditReleaseName(NameInformation);\n", ""),
                AUDIT.with(
                        "the name of a rename's destination is used without a reference",
                        "AuditName.c",
                        "        FltReferenceFileNameInformation(Destination->Name);\n",
                        ""));
    }

    static List<Defect> races() {
        return List.of(
                AUDIT.with(
                        "who loses the race to create a context keeps its own",
                        "AuditContextSupport.c",
                        "    FltReleaseContext(NewContext);\n\n    if (Status == STATUS_FLT_CONTEXT_ALREADY_DEFINED && *Context != NULL) {\n",
                        "    if (Status == STATUS_FLT_CONTEXT_ALREADY_DEFINED && *Context != NULL) {\n        FltReleaseContext(*Context);\n        *Context = NewContext;\n"),
                AUDIT.with(
                        "who loses the race to create a context leaks its own",
                        "AuditContextSupport.c",
                        "    FltReleaseContext(NewContext);\n\n    if (Status",
                        "    if (Status"),
                AUDIT.with(
                        "a context is set without KEEP_IF_EXISTS",
                        "AuditContextSupport.c",
                        "        FLT_SET_CONTEXT_KEEP_IF_EXISTS,\n        NewContext,\n        Context);\n\n    if (NT_SUCCESS(Status)) {\n",
                        "        FLT_SET_CONTEXT_REPLACE_IF_EXISTS,\n        NewContext,\n        Context);\n\n    if (NT_SUCCESS(Status)) {\n        if (*Context != NULL) {\n            FltReleaseContext(*Context);\n        }\n"),
                AUDIT.with(
                        "a lock is not taken",
                        "AuditStreamState.c",
                        "    AuditLockStreamState(StreamState);\n\n    StreamState->Verdict = AUDIT_VERDICT_UNKNOWN;\n\n    AuditUnlockStreamState(StreamState);\n",
                        "    StreamState->Verdict = AUDIT_VERDICT_UNKNOWN;\n"),
                AUDIT.with(
                        "a counter is changed without the lock",
                        "AuditStreamState.c",
                        "    AuditLockStreamState(StreamState);\n\n    StreamState->OpenCount -= 1U;\n\n    AuditUnlockStreamState(StreamState);\n",
                        "    StreamState->OpenCount -= 1U;\n"),
                AUDIT.with(
                        "an interlocked field is changed without interlock",
                        "AuditStreamState.c",
                        "        InterlockedExchangeAdd64(&StreamState->BytesWritten, (LONG64)Length);\n",
                        "        *(LONG64 *)&StreamState->BytesWritten += (LONG64)Length;\n"),
                AUDIT.with(
                        "a name is swapped before the lock is taken",
                        "AuditStreamState.c",
                        swap("    AuditLockStreamState(StreamState);\n\n", ""),
                        swap("", "    AuditLockStreamState(StreamState);\n")),
                AUDIT.with(
                        "an open counts the renames after it has asked for the name",
                        "AuditCreate.c",
                        "AuditStreamStateOnCreate(StreamState, Name, Now, Generation);",
                        "UNREFERENCED_PARAMETER(Generation);\n"
                                + "        AuditStreamStateOnCreate(StreamState, Name, Now, AuditRenamesSoFar());"));
    }

    /** How a rename stores a name, between what comes before and after. */
    private static String swap(String before, String after) {
        return before + """
                    // A name that was asked for later stays (N4).
                    if (NewName.Buffer != NULL && Generation >= StreamState->NameGeneration) {
                        AuditSwapText(&StreamState->Name, &NewName);
                        StreamState->NameGeneration = Generation;
                    }
                """ + after;
    }

    static List<Defect> statements() {
        return List.of(
                AUDIT.with(
                        "a statement is skipped",
                        "AuditStreamState.c",
                        "    if (StreamState->FirstOpened.QuadPart == 0) {\n        StreamState->FirstOpened = Now;\n    }\n",
                        "    UNREFERENCED_PARAMETER(Now);\n"),
                AUDIT.with(
                        "?= stores each time",
                        "AuditStreamState.c",
                        "    if (StreamState->FirstOpened.QuadPart == 0) {\n",
                        "    {\n"),
                AUDIT.with(
                        "a cleanup does not decrement",
                        "AuditStreamState.c",
                        "    StreamState->OpenCount -= 1U;\n",
                        ""),
                AUDIT.with(
                        "a wrong constant is stored",
                        "AuditStreamState.c",
                        "    StreamState->Verdict = AUDIT_VERDICT_UNKNOWN;\n",
                        "    StreamState->Verdict = AUDIT_VERDICT_CLEAN;\n"),
                AUDIT.with(
                        "a write counts though it failed",
                        "AuditStreamState.c",
                        "    if (Succeeded) {\n",
                        "    UNREFERENCED_PARAMETER(Succeeded);\n    {\n"),
                AUDIT.with(
                        "a field gets another value of the operation",
                        "AuditCreate.c",
                        "UlongToHandle(FltGetRequestorProcessId(Data))",
                        "PsGetCurrentThreadId()"),
                AUDIT.with("a rename is not seen", "AuditSetInformation.c", "    case AUDIT_RENAME:\n", ""),
                AUDIT.with(
                        "a name is not refreshed by a rename",
                        "AuditSetInformation.c",
                        "        AuditStreamStateOnRename(StreamState, Name, Generation);\n",
                        "        UNREFERENCED_PARAMETER(Name);\n"),
                AUDIT.with(
                        "a rename counts though it failed",
                        "AuditSetInformation.c",
                        "NT_SUCCESS(Data->IoStatus.Status) && AuditpIsRename(Data)",
                        "AuditpIsRename(Data)"),
                AUDIT.with(
                        "a long name is cut one character too early",
                        "AuditText.h",
                        "(MaxChars * sizeof(WCHAR))",
                        "((MaxChars - 1) * sizeof(WCHAR))"));
    }

    static List<Defect> memory() {
        return List.of(
                AUDIT.with(
                        "an offset has moved",
                        new Edit(
                                "AuditContexts.h",
                                "    UINT32 OpenCount;\n",
                                "    UINT32 Spare;\n    UINT32 OpenCount;\n"),
                        new Edit(
                                "AuditContexts.h",
                                "C_ASSERT(FIELD_OFFSET(AUDIT_STREAM_STATE, OpenCount) == 104);\n",
                                "")),
                AUDIT.with(
                        "a new context is not zeroed",
                        "AuditContextSupport.c",
                        "        RtlZeroMemory(*Context, Traits->Size);\n",
                        ""),
                AUDIT.with(
                        "a context's name is not freed",
                        "AuditStreamState.c",
                        "    AuditFreeText(&StreamState->Name, AUDIT_STREAM_STATE_TAG);\n\n    ExDelete",
                        "    ExDelete"),
                AUDIT.with(
                        "a context's resource is not deleted",
                        "AuditStreamState.c",
                        "    ExDeleteResourceLite(&StreamState->Lock);\n",
                        "    UNREFERENCED_PARAMETER(StreamState);\n"),
                AUDIT.with(
                        "a context is in paged pool",
                        "AuditContextSupport.c",
                        "        NonPagedPoolNx,\n",
                        "        PagedPool,\n"),
                AUDIT.with(
                        "a resource is acquired at DISPATCH_LEVEL",
                        "AuditStreamState.c",
                        "        InterlockedExchangeAdd64(&StreamState->BytesWritten, (LONG64)Length);\n",
                        "        AuditLockStreamState(StreamState);\n        StreamState->BytesWritten += (LONG64)Length;\n        AuditUnlockStreamState(StreamState);\n"),
                AUDIT.with(
                        "a paging file is tracked",
                        new Edit(
                                "AuditCreate.c",
                                "    if (FlagOn(Data->Iopb->OperationFlags, SL_OPEN_PAGING_FILE)) {\n        return FLT_PREOP_SUCCESS_NO_CALLBACK;\n    }\n",
                                "    UNREFERENCED_PARAMETER(Data);\n"),
                        new Edit(
                                "AuditContextSupport.c",
                                "        (!FlagOn(FltObjects->FileObject->Flags, FO_VOLUME_OPEN | FO_STREAM_FILE) &&\n            !FsRtlIsPagingFile(FltObjects->FileObject));",
                                "        !FlagOn(FltObjects->FileObject->Flags, FO_VOLUME_OPEN | FO_STREAM_FILE);")),
                AUDIT.with(
                        "the filter is not unregistered when it is unloaded",
                        "AuditDriver.c",
                        "    FltUnregisterFilter(AuditFilter);\n\n    return STATUS_SUCCESS;",
                        "    return STATUS_SUCCESS;"));
    }
}
