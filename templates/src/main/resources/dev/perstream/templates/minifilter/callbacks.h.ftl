<#import "lib.ftl" as c>
// The routines that the Filter Manager calls.

#pragma once
<#list routines as routine>

<@c.docs routine.docs/>
<#if routine.irql?has_content>
_IRQL_requires_max_(${routine.irql})
</#if>
${routine.returns}
FLTAPI
${routine.name}(
<@c.parameters routine.declarations/>;
</#list>

// What the filter registers with.
extern const FLT_REGISTRATION ${prefix}Registration;
