<#import "lib.ftl" as c>
// How a context is found, made, replaced and removed: once for all kinds.

#include "${umbrella}"

typedef struct _${upper}_CONTEXT_TRAITS {

    FLT_CONTEXT_TYPE Type;

    // The structure, without the text that may lie behind it.
    USHORT Size;
<#if paged>

    BOOLEAN Paged;
</#if>
<#if probe>

    // Whether the file system is asked first whether it supports the kind (F3).
    BOOLEAN Probe;
</#if>
<#if text>

    // The most characters that lie behind the structure.
    USHORT TextChars;
</#if>

    NTSTATUS (*Initialize)(PVOID Context, PCUNICODE_STRING Text);

    VOID (*Uninitialize)(PVOID Context);

} ${upper}_CONTEXT_TRAITS;

static const ${upper}_CONTEXT_TRAITS ${prefix}pTraits[${prefix}NumberOfKinds] = {
<#list contexts as context>
    [${context.kind}] = {
        .Type = ${context.type},
        .Size = sizeof(${context.structure}),
<#if context.paged>
        .Paged = TRUE,
</#if>
<#if context.probe>
        .Probe = TRUE,
</#if>
<#if context.textChars?has_content>
        .TextChars = ${context.textChars},
</#if>
        .Initialize = ${context.initialize},
        .Uninitialize = ${context.uninitialize},
    },
</#list>
};
<@c.allocText pagedRoutines/>
<#if ofFile>

// The kinds that are found by a file object.
#define ${upper}_NEEDS_FILE_OBJECT \
    (<#list fileTypes as type>${type}<#sep> | \
        </#sep></#list>)
</#if>
<#if checksObject>

// Whether what a context of the kind hangs on is there.
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}pHasObject(
    _In_ FLT_CONTEXT_TYPE Type,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
<#if transaction>
    if (Type == FLT_TRANSACTION_CONTEXT) {
        return FltObjects->Transaction != NULL;
    }

</#if>
<#if ofFile>
    if (FlagOn(Type, ${upper}_NEEDS_FILE_OBJECT)) {
        return FltObjects->FileObject != NULL;
    }

</#if>
    return TRUE;
}
</#if>
<#include "support-slots.ftl">
<#include "support-create.ftl">
<#include "support-release.ftl">
