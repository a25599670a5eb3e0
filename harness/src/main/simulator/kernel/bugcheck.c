// Bug checks that a driver asks for.
#include "internal.h"

// wdm/nf-wdm-kebugcheckex
VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
                  ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4) {
    SIM_CALL(KeBugCheckEx);
    sim_stop(RULE_BUGCHECK, 0,
             SIM_BUGCHECK(BugCheckCode, BugCheckParameter1, BugCheckParameter2, BugCheckParameter3,
                          BugCheckParameter4),
             "The driver calls KeBugCheckEx with code 0x%X", (unsigned)BugCheckCode);
}

// wdm/nf-wdm-kebugcheck
VOID KeBugCheck(ULONG BugCheckCode) {
    SIM_CALL(KeBugCheckEx);
    sim_stop(RULE_BUGCHECK, 0, SIM_BUGCHECK(BugCheckCode, 0, 0, 0, 0),
             "The driver calls KeBugCheck with code 0x%X", (unsigned)BugCheckCode);
}
