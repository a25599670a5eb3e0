// Processes: System, and those that the threads of a scenario run in.
#include "internal.h"

#define SYSTEM_PROCESS_ID 4
#define FIRST_PROCESS_ID 0x400
#define MOST_PROCESSES 16

static SIM_STATE PEPROCESS processes[MOST_PROCESSES];
static SIM_STATE uint32_t process_count;

SIM_STATE PEPROCESS PsInitialSystemProcess;

PEPROCESS ps_process(const char *name) {
    PEPROCESS process;

    for (uint32_t i = 0; i < process_count; i++) {
        if (strncmp(processes[i]->name, name, sizeof(processes[i]->name) - 1) == 0) {
            return processes[i];
        }
    }
    if (process_count == MOST_PROCESSES) sim_broken("More than %d processes", MOST_PROCESSES);
    process = ob_create(&ob_process_type, sizeof(*process), NULL);
    ob_keep(process, true);
    process->process_id = process_count ? FIRST_PROCESS_ID + 4 * process_count : SYSTEM_PROCESS_ID;
    strncpy(process->name, name, sizeof(process->name) - 1);
    sim_name(ob_identity(process), "%s", process->name);
    processes[process_count++] = process;
    return process;
}

PEPROCESS ps_system_process(void) {
    if (!PsInitialSystemProcess) PsInitialSystemProcess = ps_process("System");
    return PsInitialSystemProcess;
}

static void start(void) { ps_system_process(); }

__attribute__((constructor)) static void register_start(void) { sim_at_start(10, start); }

static PEPROCESS process_of(const sim_thread *thread) {
    return thread->process ? thread->process : ps_system_process();
}

PEPROCESS ps_current_process(void) { return process_of(sim_current); }

void ps_set_process(sim_thread *thread, PEPROCESS process) { thread->process = process; }

// ntddk/nf-ntddk-iogetcurrentprocess
PEPROCESS IoGetCurrentProcess(VOID) {
    SIM_CALL(IoGetCurrentProcess);
    return ps_current_process();
}

// wdm/nf-wdm-iothreadtoprocess
PEPROCESS IoThreadToProcess(PETHREAD Thread) {
    SIM_CALL(IoThreadToProcess);
    return process_of((sim_thread *)Thread);
}

// ntddk/nf-ntddk-psgetcurrentprocessid
HANDLE PsGetCurrentProcessId(VOID) {
    SIM_CALL(PsGetCurrentProcessId);
    return (HANDLE)ps_current_process()->process_id;
}

// ntddk/nf-ntddk-psgetprocessid
HANDLE PsGetProcessId(PEPROCESS Process) {
    SIM_CALL(PsGetProcessId);
    return (HANDLE)Process->process_id;
}

// ntifs/nf-ntifs-pslookupprocessbyprocessid
NTSTATUS PsLookupProcessByProcessId(HANDLE ProcessId, PEPROCESS *Process) {
    SIM_CALL(PsLookupProcessByProcessId);
    SIM_FAULT(PsLookupProcessByProcessId);
    for (uint32_t i = 0; i < process_count; i++) {
        if (processes[i]->process_id != (uintptr_t)ProcessId) continue;
        ob_reference(processes[i]);
        ob_grant(processes[i]);
        *Process = processes[i];
        return STATUS_SUCCESS;
    }
    return STATUS_INVALID_PARAMETER;
}

// ntddk/nf-ntddk-zwopenprocess
NTSTATUS ZwOpenProcess(PHANDLE ProcessHandle, ACCESS_MASK DesiredAccess,
                       POBJECT_ATTRIBUTES ObjectAttributes, PCLIENT_ID ClientId) {
    SIM_CALL(ZwOpenProcess);
    SIM_FAULT(ZwOpenProcess);
    for (uint32_t i = 0; i < process_count; i++) {
        if (processes[i]->process_id != (uintptr_t)ClientId->UniqueProcess) continue;
        *ProcessHandle = ob_grant_handle(processes[i], DesiredAccess,
                                         ObjectAttributes->Attributes & OBJ_KERNEL_HANDLE);
        return STATUS_SUCCESS;
    }
    return STATUS_INVALID_CID;
}

// wdm/nf-wdm-ioIs32bitprocess: all of the simulator's processes are 64-bit ones
BOOLEAN IoIs32bitProcess(PIRP Irp) {
    SIM_CALL(IoIs32bitProcess);
    return FALSE;
}

// --- Names ---------------------------------------------------------------------------------------

static const WCHAR folder[] = L"\\Device\\HarddiskVolume1\\Windows\\System32\\";

// ntifs/nf-ntifs-selocateprocessimagename: the caller frees the string with ExFreePool
NTSTATUS SeLocateProcessImageName(PEPROCESS Process, PUNICODE_STRING *pImageFileName) {
    size_t head = sizeof(folder) - sizeof(WCHAR), length = strlen(Process->name);
    PUNICODE_STRING name;

    SIM_CALL(SeLocateProcessImageName);
    SIM_FAULT(SeLocateProcessImageName);
    name = ex_pool_allocate(SIM_PAGED, sizeof(*name) + head + length * sizeof(WCHAR), 0x6E506553,
                            "process image name");
    name->Buffer = (PWCH)(name + 1);
    name->Length = name->MaximumLength = (USHORT)(head + length * sizeof(WCHAR));
    memcpy(name->Buffer, folder, head);
    for (size_t i = 0; i < length; i++) {
        name->Buffer[head / sizeof(WCHAR) + i] = (WCHAR)Process->name[i];
    }
    *pImageFileName = name;
    return STATUS_SUCCESS;
}

// --- Attaching to another process ----------------------------------------------------------------

// ntifs/nf-ntifs-kestackattachprocess
VOID KeStackAttachProcess(PRKPROCESS Process, PRKAPC_STATE ApcState) {
    SIM_CALL(KeStackAttachProcess);
    ApcState->Process = (struct _KPROCESS *)ps_current_process();
    sim_current->process = (PEPROCESS)Process;
}

// ntifs/nf-ntifs-keunstackdetachprocess
VOID KeUnstackDetachProcess(PRKAPC_STATE ApcState) {
    SIM_CALL(KeUnstackDetachProcess);
    sim_current->process = (PEPROCESS)ApcState->Process;
}
