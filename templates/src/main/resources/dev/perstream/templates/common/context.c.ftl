<#import "c.ftl" as c>
// ${context.name}: its beginning, its end, and what happens to it in between.

#include "${umbrella}"
<#if context.pagedRoutines?has_content>

#ifdef ALLOC_PRAGMA
<#list context.pagedRoutines as routine>
#pragma alloc_text(PAGE, ${routine})
</#list>
#endif
</#if>

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
