// Routines by their names.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

#include "internal.h"

static const sim_routine_facts *facts_of(const char *name) {
    for (int i = 0; i < SIM_ROUTINES; i++) {
        const sim_routine_facts *facts = &sim_routines[i];

        if (facts->name && strcmp(facts->name, name) == 0) return facts;
    }
    return NULL;
}

void *ke_routine_address(const UNICODE_STRING *name) {
    char narrow[128];
    uint32_t length = name->Length / sizeof(WCHAR);
    const sim_routine_facts *facts;

    if (length >= sizeof(narrow)) return NULL;
    for (uint32_t i = 0; i < length; i++) narrow[i] = (char)name->Buffer[i];
    narrow[length] = 0;
    facts = facts_of(narrow);
    if (!facts || facts->oldest_windows > sim_windows) return NULL;
    return dlsym(RTLD_DEFAULT, narrow);
}

// wdm/nf-wdm-mmgetsystemroutineaddress
PVOID MmGetSystemRoutineAddress(PUNICODE_STRING SystemRoutineName) {
    SIM_CALL(MmGetSystemRoutineAddress);
    return ke_routine_address(SystemRoutineName);
}
