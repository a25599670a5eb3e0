// Buffers that minifilters put in place of an operation's own, and their MDLs.
#include "flt_internal.h"

// Where the parameters have the MDL; NULL: nowhere.
static PMDL *mdl_of(PFLT_CALLBACK_DATA data) {
    PMDL *mdl = NULL;
    PVOID *buffer;
    return NT_SUCCESS(FltDecodeParameters(data, &mdl, &buffer, NULL, NULL)) ? mdl : NULL;
}

void flt_note_swapped(flt_stage *stage) {
    PFLT_CALLBACK_DATA data = stage->operation->data;
    PMDL *mdl = mdl_of(data);
    if (mdl == NULL) return;
    size_t offset = (size_t)((uint8_t *)mdl - (uint8_t *)data->Iopb);
    PMDL before = *(PMDL *)((uint8_t *)&stage->seen + offset);
    if (*mdl != before) stage->swapped = *mdl;
}

// The MDL serves those below until the operation is over.
void flt_free_swapped(flt_operation *operation) {
    for (uint32_t i = 0; i < operation->count; i++) {
        flt_stage *stage = &operation->stages[i];
        if (stage->swapped != NULL) IoFreeMdl(stage->swapped);
        stage->swapped = NULL;
    }
}

static flt_stage *stage_in_post(PFLT_CALLBACK_DATA data) {
    flt_stage *stage = flt_stage_in_charge(flt_operation_of(data));
    if (stage != NULL && (data->Flags & FLTFL_CALLBACK_DATA_POST_OPERATION) != 0) return stage;
    sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK, "%s is for post-operation callbacks",
               sim_routines[sim_current_routine()].name);
    return NULL;
}

// fltkernel/nf-fltkernel-fltgetswappedbuffermdladdress
PMDL FLTAPI FltGetSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltGetSwappedBufferMdlAddress);
    flt_stage *stage = stage_in_post(CallbackData);
    return stage != NULL ? stage->swapped : NULL;
}

// fltkernel/nf-fltkernel-fltretainswappedbuffermdladdress
VOID FLTAPI FltRetainSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltRetainSwappedBufferMdlAddress);
    flt_stage *stage = stage_in_post(CallbackData);
    if (stage != NULL) stage->swapped = NULL;
}
