// The name of a file is read up to a zero, which counted text need not have: what lies behind it is
// read as well.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI
    PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID *CompletionContext)
{
    PUNICODE_STRING name = &FltObjects->FileObject->FileName;
    volatile size_t length = 0;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    if (name->Length != 0) {
#if BROKEN
        length = wcslen(name->Buffer);
#else
        length = name->Length / sizeof(WCHAR);
#endif
    }
    UNREFERENCED_PARAMETER(length);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
