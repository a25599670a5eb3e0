// Access tokens and subject contexts: one token for each process.
#include "internal.h"

#define SYSTEM_LUID 0x3E7u
#define FIRST_USER_LUID 0x10000u
#define MOST_TOKENS 16

typedef struct token {
    PEPROCESS process;
    LUID authentication_id;
} token;

static SIM_STATE token *tokens[MOST_TOKENS];
static SIM_STATE uint32_t token_count;

static token *token_of(PEPROCESS process) {
    token *made;

    for (uint32_t i = 0; i < token_count; i++) {
        if (tokens[i]->process == process) return tokens[i];
    }
    if (token_count == MOST_TOKENS) sim_broken("More than %d tokens", MOST_TOKENS);
    made = ob_create(&ob_token_type, sizeof(*made), NULL);
    ob_keep(made, true);
    made->process = process;
    made->authentication_id.LowPart =
        process == ps_system_process() ? SYSTEM_LUID : FIRST_USER_LUID + token_count;
    tokens[token_count++] = made;
    return made;
}

static token *checked(PACCESS_TOKEN given, const char *routine) {
    if (!ob_is(given, &ob_token_type)) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK, "%s is given %p, which is no token", routine, given);
    }
    return given;
}

// --- Tokens --------------------------------------------------------------------------------------

// ntifs/nf-ntifs-psreferenceprimarytoken
PACCESS_TOKEN PsReferencePrimaryToken(PEPROCESS Process) {
    token *primary;

    SIM_CALL(PsReferencePrimaryToken);
    primary = token_of(Process);
    ob_reference(primary);
    ob_grant(primary);
    return primary;
}

// ntifs/nf-ntifs-psdereferenceprimarytoken
VOID PsDereferencePrimaryToken(PACCESS_TOKEN PrimaryToken) {
    SIM_CALL(PsDereferencePrimaryToken);
    ObfDereferenceObject(PrimaryToken);
}

// ntifs/nf-ntifs-psreferenceimpersonationtoken: no thread of the simulator's impersonates
PACCESS_TOKEN PsReferenceImpersonationToken(PETHREAD Thread, PBOOLEAN CopyOnOpen,
                                            PBOOLEAN EffectiveOnly,
                                            PSECURITY_IMPERSONATION_LEVEL ImpersonationLevel) {
    SIM_CALL(PsReferenceImpersonationToken);
    return NULL;
}

// ntifs/nf-ntifs-sequeryauthenticationidtoken
NTSTATUS SeQueryAuthenticationIdToken(PACCESS_TOKEN Token, PLUID AuthenticationId) {
    SIM_CALL(SeQueryAuthenticationIdToken);
    *AuthenticationId = checked(Token, "SeQueryAuthenticationIdToken")->authentication_id;
    return STATUS_SUCCESS;
}

// ntifs/nf-ntifs-setokentype
TOKEN_TYPE SeTokenType(PACCESS_TOKEN Token) {
    SIM_CALL(SeTokenType);
    checked(Token, "SeTokenType");
    return TokenPrimary;
}

// ntifs/nf-ntifs-setokenisadmin
BOOLEAN SeTokenIsAdmin(PACCESS_TOKEN Token) {
    SIM_CALL(SeTokenIsAdmin);
    return checked(Token, "SeTokenIsAdmin")->process == ps_system_process();
}

// ntifs/nf-ntifs-setokenisrestricted
BOOLEAN SeTokenIsRestricted(PACCESS_TOKEN Token) {
    SIM_CALL(SeTokenIsRestricted);
    checked(Token, "SeTokenIsRestricted");
    return FALSE;
}

// ntifs/nf-ntifs-sequerysessionidtoken
NTSTATUS SeQuerySessionIdToken(PACCESS_TOKEN Token, PULONG SessionId) {
    SIM_CALL(SeQuerySessionIdToken);
    *SessionId = checked(Token, "SeQuerySessionIdToken")->process == ps_system_process() ? 0 : 1;
    return STATUS_SUCCESS;
}

// --- Subject contexts ----------------------------------------------------------------------------

// ntifs/nf-ntifs-secapturesubjectcontext
VOID SeCaptureSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext) {
    token *primary;

    SIM_CALL(SeCaptureSubjectContext);
    primary = token_of(ps_current_process());
    ob_reference(primary);
    ob_grant(primary);
    *SubjectContext = (SECURITY_SUBJECT_CONTEXT){.PrimaryToken = primary};
    SubjectContext->ProcessAuditId = (PVOID)ps_current_process()->process_id;
}

// ntifs/nf-ntifs-selocksubjectcontext: tokens do not change here
VOID SeLockSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext) {
    SIM_CALL(SeLockSubjectContext);
}

// ntifs/nf-ntifs-seunlocksubjectcontext
VOID SeUnlockSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext) {
    SIM_CALL(SeUnlockSubjectContext);
}

// ntifs/nf-ntifs-sereleasesubjectcontext
VOID SeReleaseSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext) {
    SIM_CALL(SeReleaseSubjectContext);
    if (!SubjectContext->PrimaryToken) {
        sim_stop(RULE_OBJECT, 0, SIM_NO_BUGCHECK,
                 "SeReleaseSubjectContext for a context that is not captured, or was released");
    }
    ObfDereferenceObject(SubjectContext->PrimaryToken);
    SubjectContext->PrimaryToken = NULL;
}

// --- Privileges ----------------------------------------------------------------------------------

// System has every privilege, others that of passing through directories, which everybody has.
static bool has_privilege(PEPROCESS process, LUID privilege) {
    return process == ps_system_process() || privilege.LowPart == SE_CHANGE_NOTIFY_PRIVILEGE;
}

// ntddk/nf-ntddk-sesingleprivilegecheck
BOOLEAN SeSinglePrivilegeCheck(LUID PrivilegeValue, KPROCESSOR_MODE PreviousMode) {
    SIM_CALL(SeSinglePrivilegeCheck);
    return PreviousMode == KernelMode || has_privilege(ps_current_process(), PrivilegeValue);
}
