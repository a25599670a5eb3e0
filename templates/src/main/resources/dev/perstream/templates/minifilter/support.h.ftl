<#import "lib.ftl" as c>
// How a context is found, made, replaced and removed. Whoever gets one from these routines owns a
// reference and releases it once.

#pragma once

typedef enum _${upper}_CONTEXT_KIND {
<#list contexts as context>
    ${context.kind},
</#list>
    ${prefix}NumberOfKinds
} ${upper}_CONTEXT_KIND;

// For all kinds; the routines below name the type.

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}pGetContext(
    _In_ ${upper}_CONTEXT_KIND Kind,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ PFLT_CONTEXT *Context
    );
<#if attachable>

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}pFindOrCreateContext(
    _In_ ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    _In_opt_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ PFLT_CONTEXT *Context
    );

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}pReplaceContext(
    _In_ ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    _In_opt_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ PFLT_CONTEXT *Context
    );

_IRQL_requires_max_(APC_LEVEL)
VOID
${prefix}pRemoveContext(
    _In_ ${upper}_CONTEXT_KIND Kind,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    );
</#if>
<#if section>

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}pCreateContext(
    _In_ ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    _In_opt_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ PFLT_CONTEXT *Context
    );
</#if>

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
${prefix}pReleaseContext(
    _In_opt_ PFLT_CONTEXT Context
    );

// What the Filter Manager calls before it frees a context of any kind.
_IRQL_requires_max_(APC_LEVEL)
VOID
FLTAPI
${prefix}CleanupContext(
    _In_ PFLT_CONTEXT Context,
    _In_ FLT_CONTEXT_TYPE ContextType
    );
<#list contexts as context>

// ${context.name}: the context of ${context.object}.

// Gets the one that is there. STATUS_NOT_FOUND: there is none; STATUS_NOT_SUPPORTED: there cannot
// be one. On any failure, the result is NULL (S27).
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
NTSTATUS
${context.lookup}(
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ ${context.pointer} *${context.name}
    )
{
    PFLT_CONTEXT Context;
    NTSTATUS Status;

    Status = ${prefix}pGetContext(${context.kind}, FltObjects, &Context);
    *${context.name} = Context;
    return Status;
}
<#if context.attachable>

// Gets the one that is there, or makes one; of several threads that do, all get the same (S3).
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
NTSTATUS
${context.findOrCreate}(
<#if context.takesData>
    _In_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ ${context.pointer} *${context.name}
    )
{
    PFLT_CONTEXT Context;
    NTSTATUS Status;

    Status = ${prefix}pFindOrCreateContext(${context.kind}, ${context.dataArgument}FltObjects, &Context);
    *${context.name} = Context;
    return Status;
}

// Puts a new one in the place of the one that is there, if one is (S5).
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
NTSTATUS
${context.replace}(
<#if context.takesData>
    _In_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ ${context.pointer} *${context.name}
    )
{
    PFLT_CONTEXT Context;
    NTSTATUS Status;

    Status = ${prefix}pReplaceContext(${context.kind}, ${context.dataArgument}FltObjects, &Context);
    *${context.name} = Context;
    return Status;
}

// Takes the one that is there off its object. Who holds a reference to it still releases that.
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
VOID
${context.remove}(
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
    ${prefix}pRemoveContext(${context.kind}, FltObjects);
}
</#if>

// Takes one more reference; the caller must hold one already (S14).
_IRQL_requires_max_(<#if context.paged>APC_LEVEL<#else>DISPATCH_LEVEL</#if>)
FORCEINLINE
VOID
${context.reference}(
    _In_ ${context.pointer} ${context.name}
    )
{
    FltReferenceContext(${context.name});
}

// Gives a reference back, after which the context is not touched any more (S12). Takes NULL, too.
_IRQL_requires_max_(<#if context.paged>APC_LEVEL<#else>DISPATCH_LEVEL</#if>)
FORCEINLINE
VOID
${context.release}(
    _In_opt_ ${context.pointer} ${context.name}
    )
{
    ${prefix}pReleaseContext(${context.name});
}
</#list>
<#if carried?has_content>

// The references that an operation takes along from its pre-operation callback to its
// post-operation callback, where there are several (L1).
typedef struct _${upper}_COMPLETION {

<#list carried as context>
    ${context.pointer} ${context.name};
</#list>

} ${upper}_COMPLETION, *P${upper}_COMPLETION;

#define ${upper}_COMPLETION_TAG '${completionTag}'

// A record without references, or NULL if there is no memory.
_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
P${upper}_COMPLETION
${prefix}pAllocateCompletion(
    VOID
    );

// Frees the record, but not the references that it carried.
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
${prefix}pFreeCompletion(
    _In_ P${upper}_COMPLETION Completion
    );
</#if>
