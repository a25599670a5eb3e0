// What the legacy filters with per-stream contexts share: one context a stream, found, made and
// removed under one lock.
//
// A driver defines MARK_CREATE before it includes this file if it does otherwise after a create.
#pragma once

#define AT_UNLOAD RemoveAll
#define PREPARE PrepareMarks
#ifndef MARK_CREATE
#define AFTER_CREATE MarkCreate
#else
#define AFTER_CREATE MARK_CREATE
#endif

#include "legacy.h"

typedef struct MARK {
    FSRTL_PER_STREAM_CONTEXT Link;
    LIST_ENTRY Marks;
    PFSRTL_ADVANCED_FCB_HEADER Header;
    ULONG Opens;
} MARK;

static FAST_MUTEX Lock;
static LIST_ENTRY Marks;
static EX_RUNDOWN_REF Living; // one for each mark

static NTSTATUS PrepareMarks(VOID)
{
    ExInitializeFastMutex(&Lock);
    InitializeListHead(&Marks);
    ExInitializeRundownProtection(&Living);
    return STATUS_SUCCESS;
}

__attribute__((unused)) static VOID FreeMark(MARK *Mark)
{
    ExFreePoolWithTag(Mark, TAG);
    ExReleaseRundownProtection(&Living);
}

// The file system has taken the context off the stream.
#ifdef FREE_MARK
static VOID NTAPI FREE_MARK(PVOID Buffer);
#else
#define FREE_MARK FreeCallback
static VOID NTAPI FreeCallback(PVOID Buffer)
{
    MARK *mark = CONTAINING_RECORD(Buffer, MARK, Link);

    ExAcquireFastMutex(&Lock);
    RemoveEntryList(&mark->Marks);
    ExReleaseFastMutex(&Lock);
    FreeMark(mark);
}
#endif

__attribute__((unused)) static MARK *NewMark(PFILE_OBJECT FileObject)
{
    MARK *mark;

    if (!ExAcquireRundownProtection(&Living)) return NULL;
    mark = Allocate(sizeof(*mark));
    if (mark == NULL) {
        ExReleaseRundownProtection(&Living);
        return NULL;
    }
    mark->Header = FsRtlGetPerStreamContextPointer(FileObject);
    FsRtlInitPerStreamContext(&mark->Link, Driver, NULL, FREE_MARK);
    return mark;
}

// Inserts a mark, with the lock held; FALSE: it is still the caller's.
__attribute__((unused)) static BOOLEAN InsertMark(MARK *Mark)
{
    if (!NT_SUCCESS(FsRtlInsertPerStreamContext(Mark->Header, &Mark->Link))) return FALSE;
    InsertTailList(&Marks, &Mark->Marks);
    return TRUE;
}

#ifndef MARK_CREATE
static VOID MarkCreate(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    MARK *mark;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!FsRtlSupportsPerStreamContexts(FileObject)) return;
    mark = NewMark(FileObject);
    if (mark == NULL) return;
    ExAcquireFastMutex(&Lock);
    if (FsRtlLookupPerStreamContext(mark->Header, Driver, NULL) == NULL && InsertMark(mark)) {
        mark = NULL;
    }
    ExReleaseFastMutex(&Lock);
    if (mark != NULL) FreeMark(mark);
}
#endif

// What the file system is about to give to the FreeCallback stays with it.
__attribute__((unused)) static VOID RemoveMarks(VOID)
{
    LIST_ENTRY removed, *entry, *next;
    MARK *mark;

    InitializeListHead(&removed);
    ExAcquireFastMutex(&Lock);
    for (entry = Marks.Flink; entry != &Marks; entry = next) {
        next = entry->Flink;
        mark = CONTAINING_RECORD(entry, MARK, Marks);
        if (FsRtlRemovePerStreamContext(mark->Header, Driver, NULL) == NULL) continue;
        RemoveEntryList(entry);
        InsertTailList(&removed, entry);
    }
    ExReleaseFastMutex(&Lock);
    while (!IsListEmpty(&removed)) {
        FreeMark(CONTAINING_RECORD(RemoveHeadList(&removed), MARK, Marks));
    }
}

#ifdef REMOVE_ALL
static VOID RemoveAll(VOID);
#else
static VOID RemoveAll(VOID)
{
    RemoveMarks();
    ExWaitForRundownProtectionRelease(&Living);
}
#endif
