<#import "lib.ftl" as c>
<@c.docs docs/>

#pragma once

<#if driverRuntime>
// What the headers need to be told, so that memory is zeroed on any Windows (A7)<#if optsIn>, and none of
// it executable (A12)</#if>.
#define POOL_ZERO_DOWN_LEVEL_SUPPORT 1
<#if optsIn>
#define POOL_NX_OPTIN 1
</#if>

</#if>
#include <fltKernel.h>

// The Filter Manager's handle of this filter, from registration to unload.
extern PFLT_FILTER ${prefix}Filter;
<#if completions>

// Where the references of an operation wait while it is below.
extern NPAGED_LOOKASIDE_LIST ${prefix}Completions;
</#if>

<#list headers as header>
#include "${header}"
</#list>
<#if opensFiles>

// Whether an open has given a file that contexts can be kept for: STATUS_REPARSE is a success that
// opens nothing (S2), and the open of a volume is of no file (F9).
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
BOOLEAN
${prefix}HasOpenedFile(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
    return NT_SUCCESS(Data->IoStatus.Status) &&
        Data->IoStatus.Status != STATUS_REPARSE &&
        FltObjects->FileObject != NULL &&
        !FlagOn(FltObjects->FileObject->Flags, FO_VOLUME_OPEN);
}
</#if>
<#if readsOrWrites>

// Whether an operation pages a paging file in or out. The filter leaves these alone: there are no
// contexts for a paging file (F1), and pageable code or data would be paged in through it.
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
BOOLEAN
${prefix}IsPagingFileIo(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
    return FlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO) &&
        FltObjects->FileObject != NULL &&
        FsRtlIsPagingFile(FltObjects->FileObject);
}
</#if>
