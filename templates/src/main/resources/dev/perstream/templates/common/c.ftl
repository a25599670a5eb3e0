<#-- Lines of a comment. -->
<#macro docs lines indent="">
<#list lines as line>
${indent}//<#if line?has_content> ${line}</#if>
</#list>
</#macro>
<#-- The body of a routine: groups of lines with a blank line between two. -->
<#macro body groups>
<#list groups as group>
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
