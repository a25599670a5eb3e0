<#import "lib.ftl" as c>
// The routines that the filter's author writes.
//
// A context is NULL where there is none. It belongs to the caller: whoever keeps it beyond the call
// takes a reference of its own.

#pragma once

typedef enum _${upper}_HOOK_ACTION {

    // The operation goes on to the file system.
    ${prefix}HookContinue,

    // The operation ends here, with the status that the hook has put into Data->IoStatus. It is not
    // STATUS_PENDING, and the operations cleanup and close can only succeed (L14).
    ${prefix}HookComplete

} ${upper}_HOOK_ACTION;
<#list hooks as hook>

<@c.docs hook.docs/>
_IRQL_requires_max_(${hook.irql})
${hook.signature};
</#list>
