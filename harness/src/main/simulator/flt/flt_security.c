// The security descriptors that guard communication ports.
#include <string.h>

#include "flt.h"

#define DESCRIPTOR_TAG 0x64734D46u // "FMsd"

typedef struct port_ace {
    ACCESS_ALLOWED_ACE ace; // its SID begins at SidStart …
    ULONG more[3];          // … and has up to two sub-authorities
} port_ace;

// What one allocation holds: the descriptor is absolute.
typedef struct port_descriptor {
    SECURITY_DESCRIPTOR descriptor;
    ACL acl;
    port_ace aces[2];
} port_descriptor;

static void fill_ace(port_ace *ace, ACCESS_MASK access, UCHAR count, ULONG first, ULONG second) {
    ace->ace.Header.AceType = ACCESS_ALLOWED_ACE_TYPE;
    ace->ace.Header.AceSize = sizeof *ace;
    ace->ace.Mask = access;
    SID *sid = (SID *)&ace->ace.SidStart;
    sid->Revision = SID_REVISION;
    sid->SubAuthorityCount = count;
    sid->IdentifierAuthority = (SID_IDENTIFIER_AUTHORITY){SECURITY_NT_AUTHORITY};
    sid->SubAuthority[0] = first;
    if (count > 1) memcpy(&sid->SubAuthority[0] + 1, &second, sizeof second);
}

static void fill(port_descriptor *all, ACCESS_MASK access) {
    memset(all, 0, sizeof *all);
    fill_ace(&all->aces[0], access, 2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS);
    fill_ace(&all->aces[1], access, 1, SECURITY_LOCAL_SYSTEM_RID, 0);
    all->acl.AclRevision = 2; // ACL_REVISION
    all->acl.AclSize = sizeof all->acl + sizeof all->aces;
    all->acl.AceCount = 2;
    all->descriptor.Revision = 1;
    all->descriptor.Control = SE_DACL_PRESENT;
    all->descriptor.Dacl = &all->acl;
}

// fltkernel/nf-fltkernel-fltbuilddefaultsecuritydescriptor
NTSTATUS FLTAPI FltBuildDefaultSecurityDescriptor(PSECURITY_DESCRIPTOR *SecurityDescriptor,
                                                  ACCESS_MASK DesiredAccess) {
    SIM_CALL(FltBuildDefaultSecurityDescriptor);
    SIM_FAULT(FltBuildDefaultSecurityDescriptor);
    sim_identity identity = sim_identify("security descriptor", NULL);
    port_descriptor *all =
        sim_heap_allocate(SIM_PAGED, sizeof *all, 16, DESCRIPTOR_TAG, identity);
    fill(all, DesiredAccess);
    sim_history(identity, "allocated", -1);
    *SecurityDescriptor = &all->descriptor;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltfreesecuritydescriptor
VOID FLTAPI FltFreeSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor) {
    SIM_CALL(FltFreeSecurityDescriptor);
    sim_block block;
    bool known = sim_heap_find(SecurityDescriptor, &block) && block.tag == DESCRIPTOR_TAG &&
                 block.address == SecurityDescriptor;
    if (!known || block.freed) {
        sim_stop(RULE_DDI, known ? block.identity : 0, SIM_NO_BUGCHECK,
                 "FltFreeSecurityDescriptor was given %p, which %s", SecurityDescriptor,
                 known ? "was freed before"
                       : "FltBuildDefaultSecurityDescriptor did not return");
    }
    sim_history(block.identity, "freed", -1);
    sim_heap_free(SecurityDescriptor);
}

static void visit(const sim_block *block, void *context) {
    if (block->tag != DESCRIPTOR_TAG) return;
    sim_report(RULE_A14, block->identity, SIM_NO_BUGCHECK,
               "a security descriptor of FltBuildDefaultSecurityDescriptor was never freed");
}

static void report_leaks(void) {
    if (IsListEmpty(&flt_globals.filters)) sim_heap_each(SIM_PAGED, visit, NULL);
}

__attribute__((constructor)) static void connect(void) { sim_at_end(report_leaks); }
