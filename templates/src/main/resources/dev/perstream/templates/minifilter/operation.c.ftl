<#import "lib.ftl" as c>
// ${title}

#include "${umbrella}"
<#list helpers as helper>

static
${helper.returns}
${helper.name}(
<@c.parameters helper.declarations/>;
</#list>
<@c.allocText pagedRoutines/>
<#if classes??>
<#include "information-classes.ftl">
</#if>
<#if cancels>
<#include "cancel-open.ftl">
</#if>
<#if pre??>

_Use_decl_annotations_
FLT_PREOP_CALLBACK_STATUS
FLTAPI
${pre.name}(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID *CompletionContext
    )
{
<@c.groups pre.groups/>
}
</#if>
<#list helpers as helper>

<@c.docs helper.docs/>
static
${helper.returns}
${helper.name}(
<@c.parameters helper.declarations/>

{
<@c.groups helper.groups/>
}
</#list>
<#if post??>

_Use_decl_annotations_
FLT_POSTOP_CALLBACK_STATUS
FLTAPI
${post.name}(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags
    )
{
<@c.groups post.groups/>
}
</#if>
