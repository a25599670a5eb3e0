// The helpers of each context. What a helper returns is referenced for the caller, who releases it
// once.

#pragma once
<#list fileContexts as context>

//
// ${context.name}, on ${context.place}.
//

_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
${context.pointer}
${prefix}Get${context.name}(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PFILE_OBJECT FileObject
    )
{
    return ${prefix}GetContext(&${prefix}${context.name}Kind, DeviceObject, FileObject);
}

_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
NTSTATUS
${prefix}FindOrCreate${context.name}(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PFILE_OBJECT FileObject,
<#if context.variable>
    _In_opt_ PCUNICODE_STRING Text,
</#if>
    _Outptr_result_maybenull_ ${context.pointer} *${context.name}
    )
{
    PVOID Context;
    NTSTATUS Status;

    Status = ${prefix}FindOrCreateContext(
        &${prefix}${context.name}Kind, DeviceObject, FileObject, <#if context.variable>Text<#else>NULL</#if>, &Context);
    *${context.name} = Context;

    return Status;
}

<#if context.named>
// The same, with the file's name behind the structure of a new context.
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
NTSTATUS
${prefix}FindOrCreateNamed${context.name}(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PFILE_OBJECT FileObject,
    _Outptr_result_maybenull_ ${context.pointer} *${context.name}
    )
{
    UNICODE_STRING NameText;
    PCUNICODE_STRING Name;
    NTSTATUS Status;

    *${context.name} = ${prefix}Get${context.name}(DeviceObject, FileObject);

    if (*${context.name} != NULL) {
        return STATUS_SUCCESS;
    }

    Name = ${prefix}QueryName(DeviceObject, FileObject, &NameText);
    Status = ${prefix}FindOrCreate${context.name}(DeviceObject, FileObject, Name, ${context.name});
    ${prefix}FreeText(&NameText, ${upper}_TAG);

    return Status;
}

</#if>
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
VOID
${prefix}Remove${context.name}(
    _Inout_ ${context.pointer} ${context.name}
    )
{
    ${prefix}RemoveContext(&${context.name}->Header);
}

_IRQL_requires_max_(${context.irql})
FORCEINLINE
VOID
${prefix}Reference${context.name}(
    _Inout_ ${context.pointer} ${context.name}
    )
{
    ${prefix}ReferenceContext(&${context.name}->Header);
}

_IRQL_requires_max_(${context.irql})
FORCEINLINE
VOID
${prefix}Release${context.name}(
    _Inout_ ${context.pointer} ${context.name}
    )
{
    ${prefix}ReleaseContext(&${context.name}->Header);
}
</#list>
<#list instances as context>

//
// ${context.name}, the instance's: part of a volume's device extension, which its references keep.
//

_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
${context.pointer}
${prefix}Get${context.name}(
    _In_ PDEVICE_OBJECT DeviceObject
    )
{
    P${upper}_DEVICE_EXTENSION Extension = DeviceObject->DeviceExtension;

    if (Extension->Role != ${prefix}VolumeDevice) {
        return NULL;
    }

    ${prefix}ReferenceDevice(Extension);

    return &Extension->${context.name};
}

_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
VOID
${prefix}Reference${context.name}(
    _Inout_ ${context.pointer} ${context.name}
    )
{
    ${prefix}ReferenceDevice(
        CONTAINING_RECORD(${context.name}, ${upper}_DEVICE_EXTENSION, ${context.name}));
}

_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
VOID
${prefix}Release${context.name}(
    _Inout_ ${context.pointer} ${context.name}
    )
{
    ${prefix}ReleaseDevice(
        CONTAINING_RECORD(${context.name}, ${upper}_DEVICE_EXTENSION, ${context.name}));
}
</#list>
