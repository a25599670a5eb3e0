<#import "c.ftl" as c>
<#-- The structure of a context and the proof of its layout. -->
<#macro structure context>
#define ${context.tag} '${context.tagLiteral}'
<#list context.constants as constant>
#define ${constant.name} ${constant.value}
</#list>

<@c.docs context.docs/>
typedef struct _${context.type} {

<#list context.members as member>
<@c.docs member.docs "    "/>
    ${member.declaration};
</#list>

} ${context.type}, *P${context.type};

<#list context.layouts as layout>
<#if layout?is_first>#if<#else>#elif</#if> ${layout.condition}
C_ASSERT(sizeof(${context.type}) == ${layout.size});
<#list layout.offsets as offset>
C_ASSERT(FIELD_OFFSET(${context.type}, ${offset.name}) == ${offset.value});
</#list>
</#list>
#endif
<#if context.separate>

// FltAllocateContext takes no more than a USHORT can say (R8).
C_ASSERT(sizeof(${context.type}) <= MAXUSHORT);
</#if>
</#macro>
<#-- What takes and drops the lock. -->
<#macro locking context>
<#list context.lockRoutines as routine>

<@c.docs routine.docs/>
<#list routine.annotations as annotation>
${annotation}
</#list>
FORCEINLINE
VOID
${routine.name}(
<#list routine.parameters as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
    )
{
<#list routine.lines as line>
    ${line}
</#list>
}
</#list>
</#macro>
<#-- The prototypes. -->
<#macro routines context>

// Sets up a context whose memory is zeroed. If this fails, the caller gives the context up like any
// other, and ${context.uninitialize} takes it as it is then (R13).
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
${context.initialize}(
    _Inout_ PVOID Context,
    _In_opt_ PCUNICODE_STRING Text
    );

// Frees what a context owns, but not the context itself (R12).
_IRQL_requires_max_(APC_LEVEL)
VOID
${context.uninitialize}(
    _Inout_ PVOID Context
    );
<#list context.routines as routine>

<@c.docs routine.docs/>
_IRQL_requires_max_(${routine.irql})
${routine.returns}
${routine.name}(
<#list routine.parameters as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
    );
</#list>
</#macro>
