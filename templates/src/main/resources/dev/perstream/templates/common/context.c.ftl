<#import "c.ftl" as c>
// ${context.name}: its beginning, its end, and what happens to it in between.

#include "${umbrella}"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${context.initialize})
#pragma alloc_text(PAGE, ${context.uninitialize})
<#list context.routines as routine>
<#if routine.paged>
#pragma alloc_text(PAGE, ${routine.name})
</#if>
</#list>
#endif

_Use_decl_annotations_
NTSTATUS
${context.initialize}(
    PVOID Context,
    PCUNICODE_STRING Text
    )
{
<@c.body context.initializeGroups/>
}

_Use_decl_annotations_
VOID
${context.uninitialize}(
    PVOID Context
    )
{
<@c.body context.uninitializeGroups/>
}
<#list context.routines as routine>

_Use_decl_annotations_
${routine.returns}
${routine.name}(
<#list routine.definitions as definition>
    ${definition}<#sep>,</#sep>
</#list>
    )
{
<@c.body routine.groups/>
}
</#list>
