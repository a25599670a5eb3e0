/*
 * Security: subjects, tokens, impersonation, descriptors.
 */
#pragma once

typedef struct _SECURITY_CLIENT_CONTEXT {
    SECURITY_QUALITY_OF_SERVICE SecurityQos;
    PACCESS_TOKEN ClientToken;
    BOOLEAN DirectlyAccessClientToken;
    BOOLEAN DirectAccessEffectiveOnly;
    BOOLEAN ServerIsRemote;
    TOKEN_CONTROL ClientTokenControl;
} SECURITY_CLIENT_CONTEXT, *PSECURITY_CLIENT_CONTEXT;

typedef NTSTATUS(NTAPI *PSE_LOGON_SESSION_TERMINATED_ROUTINE)(_In_ PLUID LogonId);

#define SeLengthSid(Sid) (8 + 4 * ((SID *)(Sid))->SubAuthorityCount)

#define SeQuerySubjectContextToken(SubjectContext) \
    (((PSECURITY_SUBJECT_CONTEXT)(SubjectContext))->ClientToken != NULL \
         ? ((PSECURITY_SUBJECT_CONTEXT)(SubjectContext))->ClientToken \
         : ((PSECURITY_SUBJECT_CONTEXT)(SubjectContext))->PrimaryToken)

#define SeDeleteClientSecurity(C) \
    do { \
        if (SeTokenType((C)->ClientToken) == TokenPrimary) { \
            PsDereferencePrimaryToken((C)->ClientToken); \
        } else { \
            PsDereferenceImpersonationToken((C)->ClientToken); \
        } \
    } while (0)

/* Subjects, access and audit */

NTKERNELAPI VOID NTAPI SeCaptureSubjectContextEx(
    _In_ PETHREAD Thread, _In_ PEPROCESS Process, _In_ PSECURITY_SUBJECT_CONTEXT SubjectContext);

NTKERNELAPI BOOLEAN NTAPI SePrivilegeCheck(
    _Inout_ PPRIVILEGE_SET RequiredPrivileges,
    _In_ PSECURITY_SUBJECT_CONTEXT SubjectSecurityContext,
    _In_ KPROCESSOR_MODE AccessMode);

NTKERNELAPI NTSTATUS NTAPI SeAppendPrivileges(
    _Inout_ PACCESS_STATE AccessState, _In_ PPRIVILEGE_SET Privileges);

NTKERNELAPI VOID NTAPI SeFreePrivileges(_In_ PPRIVILEGE_SET Privileges);

NTKERNELAPI VOID NTAPI SeSetAccessStateGenericMapping(
    _Inout_ PACCESS_STATE AccessState, _In_ PGENERIC_MAPPING GenericMapping);

NTKERNELAPI BOOLEAN NTAPI SeAuditingFileEvents(
    _In_ BOOLEAN AccessGranted, _In_ PSECURITY_DESCRIPTOR SecurityDescriptor);

NTKERNELAPI BOOLEAN NTAPI SeAuditingFileOrGlobalEvents(
    _In_ BOOLEAN AccessGranted,
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_ PSECURITY_SUBJECT_CONTEXT SubjectSecurityContext);

NTKERNELAPI BOOLEAN NTAPI SeAuditingHardLinkEvents(
    _In_ BOOLEAN AccessGranted, _In_ PSECURITY_DESCRIPTOR SecurityDescriptor);

NTKERNELAPI VOID NTAPI SeAuditHardLinkCreation(
    _In_ PUNICODE_STRING FileName, _In_ PUNICODE_STRING LinkName, _In_ BOOLEAN bSuccess);

NTKERNELAPI VOID NTAPI SeOpenObjectAuditAlarm(
    _In_ PUNICODE_STRING ObjectTypeName,
    _In_opt_ PVOID Object,
    _In_opt_ PUNICODE_STRING AbsoluteObjectName,
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_ PACCESS_STATE AccessState,
    _In_ BOOLEAN ObjectCreated,
    _In_ BOOLEAN AccessGranted,
    _In_ KPROCESSOR_MODE AccessMode,
    _Out_ PBOOLEAN GenerateOnClose);

NTKERNELAPI VOID NTAPI SeOpenObjectForDeleteAuditAlarm(
    _In_ PUNICODE_STRING ObjectTypeName,
    _In_opt_ PVOID Object,
    _In_opt_ PUNICODE_STRING AbsoluteObjectName,
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_ PACCESS_STATE AccessState,
    _In_ BOOLEAN ObjectCreated,
    _In_ BOOLEAN AccessGranted,
    _In_ KPROCESSOR_MODE AccessMode,
    _Out_ PBOOLEAN GenerateOnClose);

NTKERNELAPI VOID NTAPI SeDeleteObjectAuditAlarm(_In_ PVOID Object, _In_ HANDLE Handle);

/* Tokens */

NTKERNELAPI NTSTATUS NTAPI SeQueryAuthenticationIdToken(
    _In_ PACCESS_TOKEN Token, _Out_ PLUID AuthenticationId);

NTKERNELAPI NTSTATUS NTAPI SeQueryInformationToken(
    _In_ PACCESS_TOKEN Token,
    _In_ TOKEN_INFORMATION_CLASS TokenInformationClass,
    _Out_ PVOID *TokenInformation);

NTKERNELAPI NTSTATUS NTAPI SeQuerySessionIdToken(_In_ PACCESS_TOKEN Token, _In_ PULONG SessionId);

NTKERNELAPI NTSTATUS NTAPI SeSetSessionIdToken(_In_ PACCESS_TOKEN Token, _In_ ULONG SessionId);

NTKERNELAPI BOOLEAN NTAPI SeTokenIsAdmin(_In_ PACCESS_TOKEN Token);

NTKERNELAPI BOOLEAN NTAPI SeTokenIsRestricted(_In_ PACCESS_TOKEN Token);

NTKERNELAPI TOKEN_TYPE NTAPI SeTokenType(_In_ PACCESS_TOKEN Token);

NTKERNELAPI NTSTATUS NTAPI SeFilterToken(
    _In_ PACCESS_TOKEN ExistingToken,
    _In_ ULONG Flags,
    _In_opt_ PTOKEN_GROUPS SidsToDisable,
    _In_opt_ PTOKEN_PRIVILEGES PrivilegesToDelete,
    _In_opt_ PTOKEN_GROUPS RestrictedSids,
    _In_ PACCESS_TOKEN *FilteredToken);

NTKERNELAPI NTSTATUS NTAPI SeLocateProcessImageName(
    _In_ PEPROCESS Process, _In_ PUNICODE_STRING *pImageFileName);

/* Impersonation */

NTKERNELAPI NTSTATUS NTAPI SeCreateClientSecurity(
    _In_ PETHREAD ClientThread,
    _In_ PSECURITY_QUALITY_OF_SERVICE ClientSecurityQos,
    _In_ BOOLEAN RemoteSession,
    _Out_ PSECURITY_CLIENT_CONTEXT ClientContext);

NTKERNELAPI NTSTATUS NTAPI SeCreateClientSecurityFromSubjectContext(
    _In_ PSECURITY_SUBJECT_CONTEXT SubjectContext,
    _In_ PSECURITY_QUALITY_OF_SERVICE ClientSecurityQos,
    _In_ BOOLEAN ServerIsRemote,
    _Out_ PSECURITY_CLIENT_CONTEXT ClientContext);

NTKERNELAPI VOID NTAPI SeImpersonateClient(
    _In_ PSECURITY_CLIENT_CONTEXT ClientContext, _In_ PETHREAD ServerThread);

NTKERNELAPI NTSTATUS NTAPI SeImpersonateClientEx(
    _In_ PSECURITY_CLIENT_CONTEXT ClientContext, _In_opt_ PETHREAD ServerThread);

/* Descriptors */

NTKERNELAPI NTSTATUS NTAPI SeQuerySecurityDescriptorInfo(
    _In_ PSECURITY_INFORMATION SecurityInformation,
    _Out_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _Inout_ PULONG Length,
    _Inout_ PSECURITY_DESCRIPTOR *ObjectsSecurityDescriptor);

NTKERNELAPI NTSTATUS NTAPI SeSetSecurityDescriptorInfo(
    _In_opt_ PVOID Object,
    _In_ PSECURITY_INFORMATION SecurityInformation,
    _In_ PSECURITY_DESCRIPTOR ModificationDescriptor,
    _Inout_ PSECURITY_DESCRIPTOR *ObjectsSecurityDescriptor,
    _In_ POOL_TYPE PoolType,
    _In_ PGENERIC_MAPPING GenericMapping);

NTKERNELAPI NTSTATUS NTAPI SeSetSecurityDescriptorInfoEx(
    _In_opt_ PVOID Object,
    _In_ PSECURITY_INFORMATION SecurityInformation,
    _In_ PSECURITY_DESCRIPTOR ModificationDescriptor,
    _Inout_ PSECURITY_DESCRIPTOR *ObjectsSecurityDescriptor,
    _In_ ULONG AutoInheritFlags,
    _In_ POOL_TYPE PoolType,
    _In_ PGENERIC_MAPPING GenericMapping);

/* Logon sessions */

NTKERNELAPI NTSTATUS NTAPI SeMarkLogonSessionForTerminationNotification(_In_ PLUID LogonId);

NTKERNELAPI NTSTATUS NTAPI SeRegisterLogonSessionTerminatedRoutine(
    _In_ PSE_LOGON_SESSION_TERMINATED_ROUTINE CallbackRoutine);

NTKERNELAPI NTSTATUS NTAPI SeUnregisterLogonSessionTerminatedRoutine(
    _In_ PSE_LOGON_SESSION_TERMINATED_ROUTINE CallbackRoutine);
