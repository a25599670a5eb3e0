// What the filter is to the Filter Manager: its contexts and its callbacks.

#include "${umbrella}"
<#list requirements as requirement>

#if NTDDI_VERSION < ${requirement.version}
#error "${requirement.what} (R9)"
#endif
</#list>
<#if contexts?has_content>

// The Filter Manager keeps a pointer to this table (R1).
static const FLT_CONTEXT_REGISTRATION ${prefix}pContexts[] = {
<#list contexts as context>
    {
        .ContextType = ${context.type},
        .ContextCleanupCallback = ${prefix}CleanupContext,
        .Size = ${context.size},
        .PoolTag = ${context.tag},
    },
</#list>
    { .ContextType = FLT_CONTEXT_END },
};
</#if>
<#if operations?has_content>

// A pre-operation callback asks for its post-operation callback only if this table has one (L3).
static const FLT_OPERATION_REGISTRATION ${prefix}pOperations[] = {
<#list operations as operation>
    {
        .MajorFunction = ${operation.major},
<#if operation.pre?has_content>
        .PreOperation = ${operation.pre},
</#if>
<#if operation.post?has_content>
        .PostOperation = ${operation.post},
</#if>
    },
</#list>
    { .MajorFunction = IRP_MJ_OPERATION_END },
};
</#if>

const FLT_REGISTRATION ${prefix}Registration = {
    .Size = sizeof(FLT_REGISTRATION),
    .Version = FLT_REGISTRATION_VERSION,
<#if pipes>
    .Flags = FLTFL_REGISTRATION_SUPPORT_NPFS_MSFS,
</#if>
<#if contexts?has_content>
    .ContextRegistration = ${prefix}pContexts,
</#if>
<#if operations?has_content>
    .OperationRegistration = ${prefix}pOperations,
</#if>
    .FilterUnloadCallback = ${prefix}Unload,
    .InstanceSetupCallback = ${prefix}InstanceSetup,
    .InstanceQueryTeardownCallback = ${prefix}InstanceQueryTeardown,
<#if teardown>
    .InstanceTeardownStartCallback = ${prefix}InstanceTeardownStart,
</#if>
<#if transaction>
    .TransactionNotificationCallback = ${prefix}TransactionNotification,
</#if>
};
