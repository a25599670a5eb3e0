// Sections for scanning a file's data, with a context for as long as one is open.

#include "${umbrella}"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${open})
#pragma alloc_text(PAGE, ${close})
#endif

_Use_decl_annotations_
NTSTATUS
${open}(
<#if takesData>
    PFLT_CALLBACK_DATA Data,
</#if>
    PCFLT_RELATED_OBJECTS FltObjects,
    P${upper}_SECTION Section
    )
{
    OBJECT_ATTRIBUTES Attributes;
    PFLT_CONTEXT Context;
    NTSTATUS Status;

    PAGED_CODE();

    RtlZeroMemory(Section, sizeof(*Section));

    Status = ${prefix}pCreateContext(${kind}, ${dataArgument}FltObjects, &Context);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    // A handle of the kernel's, which no process can close or use (X7).
    InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);

    Status = FltCreateSectionForDataScan(
        FltObjects->Instance,
        FltObjects->FileObject,
        Context,
        SECTION_MAP_READ | SECTION_QUERY,
        &Attributes,
        NULL,
        PAGE_READONLY,
        SEC_COMMIT,
        0,
        &Section->Handle,
        &Section->Object,
        &Section->Size);

    if (NT_SUCCESS(Status)) {
        Section->${name} = Context;
    } else {
        FltReleaseContext(Context);
        RtlZeroMemory(Section, sizeof(*Section));
    }

    return Status;
}

_Use_decl_annotations_
VOID
${close}(
    P${upper}_SECTION Section
    )
{
    PAGED_CODE();

    ZwClose(Section->Handle);
    ObDereferenceObject(Section->Object);

    // Takes the context off the stream, which nothing else may do (X6).
    (VOID)FltCloseSectionForDataScan(Section->${name});
    ${release}(Section->${name});

    RtlZeroMemory(Section, sizeof(*Section));
}
