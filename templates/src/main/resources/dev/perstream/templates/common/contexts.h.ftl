<#import "c.ftl" as c>
<#import "declaration.ftl" as d>
// The contexts of ${prefix}: what they hold, how they are laid out, what guards them.

#pragma once
<#list enums as enum>

<@c.docs enum.docs/>
typedef ${enum.base} ${enum.type};

<#list enum.constants as constant>
#define ${constant.name} ((${enum.type})${constant.value})
</#list>
</#list>
<#list contexts as context>

<@d.structure context/>
<@d.locking context/>
<@d.routines context/>
</#list>
