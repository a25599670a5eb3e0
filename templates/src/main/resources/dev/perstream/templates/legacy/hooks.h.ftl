// The routines of ${prefix}Hooks.c, which the filter's author writes.
//
// The contexts are borrowed: valid during the call, and NULL where there is none.

#pragma once

// What a hook before an operation decides.
typedef enum _${upper}_HOOK_ACTION {

    // The request goes down.
    ${prefix}HookContinue,

    // The hook has put the final status into the request, which goes no further.
    ${prefix}HookComplete

} ${upper}_HOOK_ACTION;
<#list hooks as hook>

<#list hook.docs as line>
// ${line}
</#list>
_IRQL_requires_max_(${hook.irql})
${hook.returns}
${hook.name}(
<#list hook.parameters as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
    );
</#list>
