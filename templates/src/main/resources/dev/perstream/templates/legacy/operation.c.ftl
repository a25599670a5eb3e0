<#import "../common/c.ftl" as c>
// ${doc}

#include "${prefix}.h"
<#list routines?filter(r -> r.prototype?has_content) as routine>

<@c.docs routine.docs/>
<#list routine.prototype as line>
${line}
</#list>
</#list>
<#if routines?filter(r -> r.paged)?has_content>

#ifdef ALLOC_PRAGMA
<#list routines?filter(r -> r.paged) as routine>
#pragma alloc_text(PAGE, ${routine.name})
</#list>
#endif
</#if>
<#if setInformation>
<#include "information-classes.ftl">
</#if>
<#list routines as routine>

_Use_decl_annotations_
<#list routine.modifiers as modifier>
${modifier}
</#list>
${routine.name}(
<#list routine.parameters as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
    )
{
<@c.body routine.groups/>
}
</#list>
