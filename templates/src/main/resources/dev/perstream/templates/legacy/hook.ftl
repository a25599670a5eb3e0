<#list hook.docs as line>
// ${line}
</#list>
_Use_decl_annotations_
${hook.returns}
${hook.name}(
<#list hook.parameters as parameter>
    ${parameter?keep_after(" ")}<#sep>,</#sep>
</#list>
    )
{
<#list hook.names as parameter>
    UNREFERENCED_PARAMETER(${parameter});
</#list>
<#if hook.decides>

    return ${prefix}HookContinue;
</#if>
}
