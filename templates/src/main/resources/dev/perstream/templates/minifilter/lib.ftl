<#-- What the templates of the minifilter share. -->
<#macro docs lines>
<#list lines as line>
//<#if line?has_content> ${line}</#if>
</#list>
</#macro>
<#macro groups list>
<#list list as group>
<#list group as line>
<#if line?has_content>
    ${line}
<#else>

</#if>
</#list>
<#sep>

</#sep>
</#list>
</#macro>
<#macro parameters list>
<#list list as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
<#if !list?has_content>
    VOID
</#if>
    )</#macro>
<#macro allocText routines>
<#if routines?has_content>

#ifdef ALLOC_PRAGMA
<#list routines as routine>
#pragma alloc_text(PAGE, ${routine})
</#list>
#endif
</#if>
</#macro>
<#-- Says so in a routine that is pageable, which pagedRoutines knows. -->
<#macro pagedCode routine>
<#if pagedRoutines?seq_contains(routine)>

    PAGED_CODE();
</#if>
</#macro>
