<#import "lib.ftl" as c>
// The context of a transaction, from the first open in it to its outcome.

#include "${umbrella}"
<#list helpers as helper>

static
${helper.returns}
${helper.name}(
<@c.parameters helper.declarations/>;
</#list>
<@c.allocText pagedRoutines/>

_Use_decl_annotations_
NTSTATUS
${enlist}(
<#if takesData>
    PFLT_CALLBACK_DATA Data,
</#if>
    PCFLT_RELATED_OBJECTS FltObjects,
    ${pointer} *${name}
    )
{
    NTSTATUS Status;

    PAGED_CODE();

    Status = ${findOrCreate}(<#if takesData>Data, </#if>FltObjects, ${name});

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = FltEnlistInTransaction(
        FltObjects->Instance,
        FltObjects->Transaction,
        *${name},
        TRANSACTION_NOTIFY_COMMIT_FINALIZE | TRANSACTION_NOTIFY_ROLLBACK);

    if (Status == STATUS_FLT_ALREADY_ENLISTED) {
        // By an earlier open, or by one that came first just now (T3).
        Status = STATUS_SUCCESS;
    }

    if (!NT_SUCCESS(Status)) {
        // Nobody tells this context how the transaction ends. Still it stays where it is: another
        // open may have enlisted it just now. The next open in the transaction tries again (T4).
        ${release}(*${name});
        *${name} = NULL;
    }

    return Status;
}
<#list helpers as helper>

<@c.docs helper.docs/>
static
${helper.returns}
${helper.name}(
<@c.parameters helper.declarations/>

{
<@c.groups helper.groups/>
}
</#list>

_Use_decl_annotations_
NTSTATUS
FLTAPI
${prefix}TransactionNotification(
    PCFLT_RELATED_OBJECTS FltObjects,
    PFLT_CONTEXT TransactionContext,
    ULONG NotificationMask
    )
{
    PAGED_CODE();

    // Removal gives up the reference of the attachment, and nobody else's may be left.
    FltReferenceContext(TransactionContext);

<#if commit?has_content>
    if (FlagOn(NotificationMask, TRANSACTION_NOTIFY_COMMIT_FINALIZE)) {
        ${commit};
    }

</#if>
<#if rollback?has_content>
    if (FlagOn(NotificationMask, TRANSACTION_NOTIFY_ROLLBACK)) {
        ${rollback};
    }

</#if>
<#if !commit?has_content && !rollback?has_content>
    UNREFERENCED_PARAMETER(NotificationMask);

</#if>
    ${remove}(FltObjects);
    ${release}(TransactionContext);

    // Never STATUS_PENDING, which would have to be followed by a completion (T8).
    return STATUS_SUCCESS;
}
