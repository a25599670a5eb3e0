// The tunnelled name is asked for before the operation: only afterwards does anybody know it.
#include "minifilter.h"

#if BROKEN
static VOID Ask(PFLT_CALLBACK_DATA Data, PFLT_FILE_NAME_INFORMATION Name)
{
    PFLT_FILE_NAME_INFORMATION tunnelled;

    if (NT_SUCCESS(FltGetTunneledName(Data, Name, &tunnelled)) && tunnelled != NULL) {
        FltReleaseFileNameInformation(tunnelled);
    }
}
#endif

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    PFLT_FILE_NAME_INFORMATION name;

    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
    if (!NT_SUCCESS(FltGetFileNameInformation(
            Data, FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT, &name))) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }
#if BROKEN
    Ask(Data, name);
#endif
    *CompletionContext = name;
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    PFLT_FILE_NAME_INFORMATION name = CompletionContext, tunnelled;

    UNREFERENCED_PARAMETER(FltObjects);
    if (OPENED(Data, Flags) && NT_SUCCESS(FltGetTunneledName(Data, name, &tunnelled))
        && tunnelled != NULL) {
        FltReleaseFileNameInformation(tunnelled);
    }
    FltReleaseFileNameInformation(name);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, PostCreate})
