// The names of open files, asked for with requests of the filter's own that begin below it.

#include "${prefix}.h"
<#if uses.orderedNames>
<#assign lazyNames = uses.lazyNames>

<#include "/common/renames.c.ftl">
</#if>

_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
static
NTSTATUS
${prefix}QueryOpenFile(
    _In_ PDEVICE_OBJECT LowerDevice,
    _In_ PFILE_OBJECT FileObject,
    _In_ FILE_INFORMATION_CLASS InformationClass,
    _Out_writes_bytes_(Length) PVOID Buffer,
    _In_ ULONG Length
    );

_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
static
PFILE_NAME_INFORMATION
${prefix}QueryPath(
    _In_ PDEVICE_OBJECT LowerDevice,
    _In_ PFILE_OBJECT FileObject,
    _In_ FILE_INFORMATION_CLASS InformationClass
    );

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}QueryOpenFile)
#pragma alloc_text(PAGE, ${prefix}QueryPath)
<#if uses.lazyNames>
#pragma alloc_text(PAGE, ${prefix}CountRename)
</#if>
#endif

// No name is asked for on the way of a pager, nor above a request of the file system's own, which
// holds its locks (N3); and none without a file.
_Use_decl_annotations_
PCUNICODE_STRING
${prefix}QueryName(
    PDEVICE_OBJECT DeviceObject,
    PFILE_OBJECT FileObject,
    PUNICODE_STRING Name
    )
{
    P${upper}_DEVICE_EXTENSION Extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT LowerDevice = Extension->AttachedToDeviceObject;
    PCUNICODE_STRING Volume = &Extension->VolumeName->Name;
    PFILE_NAME_INFORMATION Path = NULL;
    ULONG Size;

    RtlZeroMemory(Name, sizeof(*Name));

    if (FileObject == NULL || KeGetCurrentIrql() != PASSIVE_LEVEL || IoGetTopLevelIrp() != NULL) {
        return NULL;
    }
<#list nameClasses as class>

<#if class?is_first>
    Path = ${prefix}QueryPath(LowerDevice, FileObject, ${class});
<#else>
    if (Path == NULL) {
        Path = ${prefix}QueryPath(LowerDevice, FileObject, ${class});
    }
</#if>
</#list>

    if (Path == NULL) {
        return NULL;
    }

    Size = Volume->Length + Path->FileNameLength;

    if (Size <= UNICODE_STRING_MAX_BYTES) {
        Name->Buffer = ${prefix}AllocatePaged(Size, ${upper}_TAG);
    }

    if (Name->Buffer != NULL) {
        Name->MaximumLength = (USHORT)Size;
        RtlCopyUnicodeString(Name, Volume);
        RtlCopyMemory(
            (PUCHAR)Name->Buffer + Volume->Length, Path->FileName, Path->FileNameLength);
        Name->Length = (USHORT)Size;
    }

    ${prefix}Free(Path, ${upper}_TAG);

    return (Name->Buffer != NULL) ? Name : NULL;
}

// The path of a file within its volume, to be freed with ${upper}_TAG, or NULL.
_Use_decl_annotations_
static
PFILE_NAME_INFORMATION
${prefix}QueryPath(
    PDEVICE_OBJECT LowerDevice,
    PFILE_OBJECT FileObject,
    FILE_INFORMATION_CLASS InformationClass
    )
{
    PFILE_NAME_INFORMATION Path;
    ULONG Size = sizeof(FILE_NAME_INFORMATION) + 256 * sizeof(WCHAR);
    ULONG Needed;
    NTSTATUS Status;

    PAGED_CODE();

    for (;;) {

        // As the I/O manager's buffers are, it is nonpaged.
        Path = ${prefix}AllocateNonPaged(Size, ${upper}_TAG);

        if (Path == NULL) {
            return NULL;
        }

        Status = ${prefix}QueryOpenFile(LowerDevice, FileObject, InformationClass, Path, Size);

        if (NT_SUCCESS(Status) &&
            Path->FileNameLength <= Size - FIELD_OFFSET(FILE_NAME_INFORMATION, FileName)) {

            return Path;
        }

        Needed = (Status == STATUS_BUFFER_OVERFLOW && Path->FileNameLength <= MAXUSHORT)
            ? FIELD_OFFSET(FILE_NAME_INFORMATION, FileName) + Path->FileNameLength
            : 0;
        ${prefix}Free(Path, ${upper}_TAG);

        if (Needed <= Size) {
            return NULL;
        }

        Size = Needed;
    }
}

_Use_decl_annotations_
static
NTSTATUS
${prefix}QueryOpenFile(
    PDEVICE_OBJECT LowerDevice,
    PFILE_OBJECT FileObject,
    FILE_INFORMATION_CLASS InformationClass,
    PVOID Buffer,
    ULONG Length
    )
{
    PIO_STACK_LOCATION Stack;
    NTSTATUS Status;
    PIRP Irp;

    PAGED_CODE();

    Irp = IoAllocateIrp(LowerDevice->StackSize, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Irp->Flags = IRP_SYNCHRONOUS_API;
    Irp->RequestorMode = KernelMode;
    Irp->Tail.Overlay.Thread = PsGetCurrentThread();
    Irp->AssociatedIrp.SystemBuffer = Buffer;

    Stack = IoGetNextIrpStackLocation(Irp);
    Stack->MajorFunction = IRP_MJ_QUERY_INFORMATION;
    Stack->FileObject = FileObject;
    Stack->Parameters.QueryFile.Length = Length;
    Stack->Parameters.QueryFile.FileInformationClass = InformationClass;

    Status = ${prefix}SendAndWait(LowerDevice, Irp);
    IoFreeIrp(Irp);

    return Status;
}
<#if uses.lazyNames>

_Use_decl_annotations_
LONG64
${prefix}CountRename(
    PDEVICE_OBJECT DeviceObject,
    PFILE_OBJECT FileObject
    )
{
    LONG64 Generation = InterlockedIncrement64(&${prefix}Renames);
    FILE_STANDARD_INFORMATION Information;
    NTSTATUS Status;

    PAGED_CODE();

    Status = ${prefix}QueryOpenFile(
        ${prefix}LowerDevice(DeviceObject),
        FileObject,
        FileStandardInformation,
        &Information,
        sizeof(Information));

    // In doubt it was one: a name is asked for once more than needed.
    if (!NT_SUCCESS(Status) || Information.Directory) {
        ${prefix}AgeNames(Generation);
    }

    return Generation;
}
</#if>
<#list lazyContexts as context>

_Use_decl_annotations_
VOID
${context.refreshRenamed}(
    PDEVICE_OBJECT DeviceObject,
    PFILE_OBJECT FileObject,
    ${context.pointer} ${context.name}
    )
{
    LONG64 Generation = ${prefix}RenamesSoFar();
    PCUNICODE_STRING Name;
    UNICODE_STRING NameText;

    // A stale look costs one more query, now or at the next use.
    if (<#list context.generations as generation>${context.name}->${generation} >= ${prefix}FolderRenamed<#sep> && </#sep></#list>) {
        return;
    }

    Name = ${prefix}QueryName(DeviceObject, FileObject, &NameText);

    if (Name != NULL) {
        ${context.refresh}(${context.name}, Name, Generation);
        ${prefix}FreeText(&NameText, ${upper}_TAG);
    }
}
</#list>
