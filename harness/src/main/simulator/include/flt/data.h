/*
 * An operation under way: its data, its requestor, its buffers, its completion.
 */
#pragma once

/* Dirty flags: a minifilter that changes the parameters says so. */

VOID FLTAPI FltSetCallbackDataDirty(_Inout_ PFLT_CALLBACK_DATA Data);

VOID FLTAPI FltClearCallbackDataDirty(_Inout_ PFLT_CALLBACK_DATA Data);

BOOLEAN FLTAPI FltIsCallbackDataDirty(_In_ PFLT_CALLBACK_DATA Data);

/* The requestor */

PEPROCESS FLTAPI FltGetRequestorProcess(_In_ PFLT_CALLBACK_DATA CallbackData);

ULONG FLTAPI FltGetRequestorProcessId(_In_ PFLT_CALLBACK_DATA CallbackData);

HANDLE FLTAPI FltGetRequestorProcessIdEx(_In_ PFLT_CALLBACK_DATA CallbackData);

NTSTATUS FLTAPI FltGetRequestorSessionId(
    _In_ PFLT_CALLBACK_DATA CallbackData, _Out_ PULONG SessionId);

BOOLEAN FLTAPI FltIs32bitProcess(_In_opt_ PFLT_CALLBACK_DATA CallbackData);

BOOLEAN FLTAPI FltIsOperationSynchronous(_In_ PFLT_CALLBACK_DATA CallbackData);

PCHAR FLTAPI FltGetIrpName(_In_ UCHAR IrpMajorCode);

/* Buffers */

NTSTATUS FLTAPI FltDecodeParameters(
    _In_ PFLT_CALLBACK_DATA CallbackData,
    _Outptr_opt_ PMDL **MdlAddressPointer,
    _Outptr_opt_result_bytebuffer_(**Length) PVOID **Buffer,
    _Outptr_opt_ PULONG *Length,
    _Out_opt_ LOCK_OPERATION *DesiredAccess);

NTSTATUS FLTAPI FltLockUserBuffer(_In_ PFLT_CALLBACK_DATA CallbackData);

PMDL FLTAPI FltGetSwappedBufferMdlAddress(_In_ PFLT_CALLBACK_DATA CallbackData);

VOID FLTAPI FltRetainSwappedBufferMdlAddress(_In_ PFLT_CALLBACK_DATA CallbackData);

PVOID FLTAPI FltGetNewSystemBufferAddress(_In_ PFLT_CALLBACK_DATA CallbackData);

PVOID FLTAPI FltAllocatePoolAlignedWithTag(
    _In_ PFLT_INSTANCE Instance, _In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes, _In_ ULONG Tag);

VOID FLTAPI FltFreePoolAlignedWithTag(
    _In_ PFLT_INSTANCE Instance, _In_ PVOID Buffer, _In_ ULONG Tag);

/* Completion */

BOOLEAN FLTAPI FltDoCompletionProcessingWhenSafe(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PVOID CompletionContext,
    _In_ FLT_POST_OPERATION_FLAGS Flags,
    _In_ PFLT_POST_OPERATION_CALLBACK SafePostCallback,
    _Out_ PFLT_POSTOP_CALLBACK_STATUS RetPostOperationStatus);

VOID FLTAPI FltCompletePendedPreOperation(
    _In_ PFLT_CALLBACK_DATA CallbackData,
    _In_ FLT_PREOP_CALLBACK_STATUS CallbackStatus,
    _In_opt_ PVOID Context);

VOID FLTAPI FltCompletePendedPostOperation(_In_ PFLT_CALLBACK_DATA CallbackData);

NTSTATUS FLTAPI FltRequestOperationStatusCallback(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PFLT_GET_OPERATION_STATUS_CALLBACK CallbackRoutine,
    _In_opt_ PVOID RequesterContext);

/* Cancellation */

BOOLEAN FLTAPI FltCancelIo(_In_ PFLT_CALLBACK_DATA CallbackData);

BOOLEAN FLTAPI FltIsIoCanceled(_In_ PFLT_CALLBACK_DATA CallbackData);

NTSTATUS FLTAPI FltSetCancelCompletion(
    _In_ PFLT_CALLBACK_DATA CallbackData, _In_ PFLT_COMPLETE_CANCELED_CALLBACK CanceledCallback);

NTSTATUS FLTAPI FltClearCancelCompletion(_In_ PFLT_CALLBACK_DATA CallbackData);

NTSTATUS FLTAPI FltCancellableWaitForSingleObject(
    _In_ PVOID Object, _In_opt_ PLARGE_INTEGER Timeout, _In_opt_ PFLT_CALLBACK_DATA CallbackData);

NTSTATUS FLTAPI FltCancellableWaitForMultipleObjects(
    _In_ ULONG Count,
    _In_reads_(Count) PVOID ObjectArray[],
    _In_ WAIT_TYPE WaitType,
    _In_opt_ PLARGE_INTEGER Timeout,
    _In_opt_ PKWAIT_BLOCK WaitBlockArray,
    _In_ PFLT_CALLBACK_DATA CallbackData);

/* I/O that the minifilter itself starts */

typedef ULONG FLT_ALLOCATE_CALLBACK_DATA_FLAGS;

#define FLT_ALLOCATE_CALLBACK_DATA_PREALLOCATE_ALL_MEMORY 0x00000001

NTSTATUS FLTAPI FltAllocateCallbackData(
    _In_ PFLT_INSTANCE Instance,
    _In_opt_ PFILE_OBJECT FileObject,
    _Outptr_ PFLT_CALLBACK_DATA *RetNewCallbackData);

NTSTATUS FLTAPI FltAllocateCallbackDataEx(
    _In_ PFLT_INSTANCE Instance,
    _In_opt_ PFILE_OBJECT FileObject,
    _In_ FLT_ALLOCATE_CALLBACK_DATA_FLAGS Flags,
    _Outptr_ PFLT_CALLBACK_DATA *RetNewCallbackData);

VOID FLTAPI FltFreeCallbackData(_In_ PFLT_CALLBACK_DATA CallbackData);

VOID FLTAPI FltReuseCallbackData(_Inout_ PFLT_CALLBACK_DATA CallbackData);

VOID FLTAPI FltPerformSynchronousIo(_Inout_ PFLT_CALLBACK_DATA CallbackData);

NTSTATUS FLTAPI FltPerformAsynchronousIo(
    _Inout_ PFLT_CALLBACK_DATA CallbackData,
    _In_ PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
    _In_ PVOID CallbackContext);

VOID FLTAPI FltReissueSynchronousIo(
    _In_ PFLT_INSTANCE InitiatingInstance, _In_ PFLT_CALLBACK_DATA CallbackData);

/* Priority, activity and redirection */

IO_PRIORITY_HINT FLTAPI FltGetIoPriorityHint(_In_ PFLT_CALLBACK_DATA Data);

IO_PRIORITY_HINT FLTAPI FltGetIoPriorityHintFromCallbackData(_In_ PFLT_CALLBACK_DATA Data);

NTSTATUS FLTAPI FltSetIoPriorityHintIntoCallbackData(
    _In_ PFLT_CALLBACK_DATA Data, _In_ IO_PRIORITY_HINT PriorityHint);

IO_PRIORITY_HINT FLTAPI FltGetIoPriorityHintFromFileObject(_In_ PFILE_OBJECT FileObject);

NTSTATUS FLTAPI FltSetIoPriorityHintIntoFileObject(
    _In_ PFILE_OBJECT FileObject, _In_ IO_PRIORITY_HINT PriorityHint);

IO_PRIORITY_HINT FLTAPI FltGetIoPriorityHintFromThread(_In_ PETHREAD Thread);

NTSTATUS FLTAPI FltSetIoPriorityHintIntoThread(
    _In_ PETHREAD Thread, _In_ IO_PRIORITY_HINT PriorityHint);

NTSTATUS FLTAPI FltRetrieveIoPriorityInfo(
    _In_opt_ PFLT_CALLBACK_DATA Data,
    _In_opt_ PFILE_OBJECT FileObject,
    _In_opt_ PETHREAD Thread,
    _Inout_ PIO_PRIORITY_INFO PriorityInfo);

NTSTATUS FLTAPI FltApplyPriorityInfoThread(
    _In_ PIO_PRIORITY_INFO InputPriorityInfo,
    _Out_opt_ PIO_PRIORITY_INFO OutputPriorityInfo,
    _In_ PETHREAD Thread);

PVOID FLTAPI FltGetIoAttributionHandleFromCallbackData(_In_ PFLT_CALLBACK_DATA Data);

NTSTATUS FLTAPI FltPropagateIrpExtension(
    _In_ PFLT_CALLBACK_DATA SourceData,
    _Inout_ PFLT_CALLBACK_DATA TargetData,
    _In_ ULONG Flags);

NTSTATUS FLTAPI FltGetActivityIdCallbackData(
    _In_ PFLT_CALLBACK_DATA CallbackData, _Out_ LPGUID Guid);

NTSTATUS FLTAPI FltSetActivityIdCallbackData(
    _Inout_ PFLT_CALLBACK_DATA CallbackData, _In_opt_ LPCGUID Guid);

NTSTATUS FLTAPI FltPropagateActivityIdToThread(
    _In_ PFLT_CALLBACK_DATA CallbackData,
    _Out_ LPGUID PropagateId,
    _Outptr_result_maybenull_ LPCGUID *OriginalId);

NTSTATUS FLTAPI FltIsIoRedirectionAllowed(
    _In_ PFLT_INSTANCE SourceInstance,
    _In_ PFLT_INSTANCE TargetInstance,
    _Out_ PBOOLEAN RedirectionAllowed);

NTSTATUS FLTAPI FltIsIoRedirectionAllowedForOperation(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PFLT_INSTANCE TargetInstance,
    _Out_ PBOOLEAN RedirectionAllowedThisIo,
    _Out_opt_ PBOOLEAN RedirectionAllowedAllIo);

NTSTATUS FLTAPI FltAdjustDeviceStackSizeForIoRedirection(
    _In_ PFLT_INSTANCE SourceInstance,
    _In_ PFLT_INSTANCE TargetInstance,
    _Out_opt_ PBOOLEAN SourceDeviceStackSizeModified);

NTSTATUS FLTAPI FltGetFsZeroingOffset(_In_ PFLT_CALLBACK_DATA Data, _Out_ PULONG ZeroingOffset);

NTSTATUS FLTAPI FltSetFsZeroingOffset(_In_ PFLT_CALLBACK_DATA Data, _In_ ULONG ZeroingOffset);

NTSTATUS FLTAPI FltSetFsZeroingOffsetRequired(_In_ PFLT_CALLBACK_DATA Data);

NTSTATUS FLTAPI FltVetoBypassIo(
    _In_ PFLT_CALLBACK_DATA CallbackData,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ NTSTATUS OperationStatus,
    _In_ PCUNICODE_STRING FailureReason);

typedef struct _COPY_INFORMATION COPY_INFORMATION, *PCOPY_INFORMATION;

NTSTATUS FLTAPI FltGetCopyInformationFromCallbackData(
    _In_ PFLT_CALLBACK_DATA Data, _Inout_ PCOPY_INFORMATION CopyInformation);
