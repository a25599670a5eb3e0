// The last component is looked at before FltParseFileNameInformation has found it: on Windows it is empty, and the
// filter takes no file for a temporary one.
#include "minifilter.h"

static volatile BOOLEAN IsTemporary;

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    PFLT_FILE_NAME_INFORMATION name;

    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    if (OPENED(Data, Flags)
        && NT_SUCCESS(FltGetFileNameInformation(
            Data, FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT, &name))) {
#if !BROKEN
        FltParseFileNameInformation(name);
#endif
        if (name->FinalComponent.Length > 0) IsTemporary = name->FinalComponent.Buffer[0] == L'~';
        FltReleaseFileNameInformation(name);
    }
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
