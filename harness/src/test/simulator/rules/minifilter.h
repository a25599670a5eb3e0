// What the minifilters of the rules share: a driver shows its callbacks, and MINIFILTER ends it.
//
// A driver defines what it wants otherwise before it includes this file: CONTEXTS (its own table),
// SETUP, QUERY_TEARDOWN, TEARDOWN_START, TEARDOWN_COMPLETE, TRANSACTION and UNLOAD (its own
// callbacks), CLEANUP (of its contexts), REGISTRATION_VERSION.
#pragma once

#include <fltKernel.h>

#define TAG 'eluR'

// Every context of these drivers.
typedef struct CONTEXT {
    struct CONTEXT *Other; // a counted reference, where a driver says so
    PVOID Memory;
    ULONG Count;
} CONTEXT;

static PFLT_FILTER Filter;

#ifdef UNLOAD
static NTSTATUS FLTAPI UNLOAD(FLT_FILTER_UNLOAD_FLAGS Flags);
#else
#define UNLOAD Unload
static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    FltUnregisterFilter(Filter);
    return STATUS_SUCCESS;
}
#endif

#ifdef QUERY_TEARDOWN
static NTSTATUS FLTAPI QUERY_TEARDOWN(
    PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags);
#else
#define QUERY_TEARDOWN QueryTeardown
static NTSTATUS FLTAPI QueryTeardown(
    PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}
#endif

#ifdef SETUP
static NTSTATUS FLTAPI SETUP(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
                             DEVICE_TYPE VolumeDeviceType,
                                 FLT_FILESYSTEM_TYPE VolumeFilesystemType);
#else
#define SETUP NULL
#endif

#ifdef TEARDOWN_START
static VOID FLTAPI TEARDOWN_START(
    PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_TEARDOWN_FLAGS Reason);
#else
#define TEARDOWN_START NULL
#endif

#ifdef TEARDOWN_COMPLETE
static VOID FLTAPI TEARDOWN_COMPLETE(
    PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_TEARDOWN_FLAGS Reason);
#else
#define TEARDOWN_COMPLETE NULL
#endif

#ifdef TRANSACTION
static NTSTATUS FLTAPI TRANSACTION(
    PCFLT_RELATED_OBJECTS FltObjects, PFLT_CONTEXT TransactionContext, ULONG NotificationMask);
#else
#define TRANSACTION NULL
#endif

#ifdef CLEANUP
static VOID FLTAPI CLEANUP(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType);
#else
#define CLEANUP NULL
#endif

#ifndef POOL
#define POOL NonPagedPoolNx
#endif

#ifndef REGISTRATION_VERSION
#define REGISTRATION_VERSION FLT_REGISTRATION_VERSION
#endif

#ifndef CONTEXTS
#define CONTEXTS Contexts
static const FLT_CONTEXT_REGISTRATION Contexts[] = {
    {FLT_VOLUME_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_INSTANCE_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_FILE_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_STREAM_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_STREAMHANDLE_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_TRANSACTION_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_SECTION_CONTEXT, 0, CLEANUP, sizeof(CONTEXT), TAG, NULL, NULL, NULL},
    {FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL},
};
#else
static const FLT_CONTEXT_REGISTRATION CONTEXTS[];
#endif

// Whether a create has opened its file, so that contexts may be set.
#define OPENED(Data, Flags)                                                                        \
    (!FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING) && NT_SUCCESS((Data)->IoStatus.Status)          \
     && (Data)->IoStatus.Status != STATUS_REPARSE)

// A new context with one reference, zeroed, or NULL.
__attribute__((unused)) static CONTEXT *NewContext(FLT_CONTEXT_TYPE Type)
{
    CONTEXT *context = NULL;

    if (!NT_SUCCESS(FltAllocateContext(Filter, Type, sizeof(*context), POOL,
                                       (PFLT_CONTEXT *)&context))) {
        return NULL;
    }
    RtlZeroMemory(context, sizeof(*context));
    return context;
}

// The stream's context with a reference, made if there is none; NULL if it cannot be had.
__attribute__((unused)) static CONTEXT *StreamContext(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *existing = NULL, *created;
    NTSTATUS status;

    status = FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                 (PFLT_CONTEXT *)&existing);
    if (NT_SUCCESS(status)) return existing;
    if (status != STATUS_NOT_FOUND) return NULL;
    created = NewContext(FLT_STREAM_CONTEXT);
    if (created == NULL) return NULL;
    existing = NULL;
    status = FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                 FLT_SET_CONTEXT_KEEP_IF_EXISTS, created,
                                     (PFLT_CONTEXT *)&existing);
    if (NT_SUCCESS(status)) return created;
    FltReleaseContext(created);
    return status == STATUS_FLT_CONTEXT_ALREADY_DEFINED ? existing : NULL;
}

// The registration and DriverEntry, with the driver's operations.
#define MINIFILTER(...)                                                                            \
    static const FLT_OPERATION_REGISTRATION Operations[] = {__VA_ARGS__, {IRP_MJ_OPERATION_END}};  \
                                                                                                   \
    NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)          \
    {                                                                                              \
        static const FLT_REGISTRATION registration = {                                             \
            .Size = sizeof(registration),                                                          \
            .Version = REGISTRATION_VERSION,                                                       \
            .ContextRegistration = CONTEXTS,                                                       \
            .OperationRegistration = Operations,                                                   \
            .FilterUnloadCallback = UNLOAD,                                                        \
            .InstanceSetupCallback = SETUP,                                                        \
            .InstanceQueryTeardownCallback = QUERY_TEARDOWN,                                       \
            .InstanceTeardownStartCallback = TEARDOWN_START,                                       \
            .InstanceTeardownCompleteCallback = TEARDOWN_COMPLETE,                                 \
            .TransactionNotificationCallback = TRANSACTION,                                        \
        };                                                                                         \
        NTSTATUS status;                                                                           \
                                                                                                   \
        UNREFERENCED_PARAMETER(RegistryPath);                                                      \
        status = FltRegisterFilter(DriverObject, &registration, &Filter);                          \
        if (!NT_SUCCESS(status)) return status;                                                    \
        status = FltStartFiltering(Filter);                                                        \
        if (!NT_SUCCESS(status)) FltUnregisterFilter(Filter);                                      \
        return status;                                                                             \
    }
