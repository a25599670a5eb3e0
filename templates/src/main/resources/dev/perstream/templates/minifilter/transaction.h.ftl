// The context of a transaction, from the first open in it to its outcome.

#pragma once

// Gets the transaction's context, or makes one, and has the filter told of the outcome. The caller
// owns a reference. STATUS_NOT_SUPPORTED: the operation is in no transaction.
_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${enlist}(
<#if takesData>
    _In_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ ${pointer} *${name}
    );
