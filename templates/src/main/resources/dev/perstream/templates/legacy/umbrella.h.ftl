// ${prefix}, a legacy file system filter: what all of its sources share.

#pragma once

<#if uses.driverRuntime>
// What the headers need to be told, so that memory is zeroed on any Windows (A7)<#if !uses.nxLookaside>, and none of
// it executable (A12)</#if>.
#define POOL_ZERO_DOWN_LEVEL_SUPPORT 1
<#if !uses.nxLookaside>
#define POOL_NX_OPTIN 1
</#if>

</#if>
#include <ntifs.h>

// The tag of what is not a context.
#define ${upper}_TAG '${tagLiteral}'

typedef struct _${upper}_DEVICE_EXTENSION ${upper}_DEVICE_EXTENSION, *P${upper}_DEVICE_EXTENSION;

<#if fileContexts?has_content>
#include "${prefix}Context.h"
</#if>
<#list commonHeaders as header>
#include "${header}"
</#list>
#include "${prefix}Device.h"
<#if uses.names>
#include "${prefix}Name.h"
</#if>
<#if fileContexts?has_content || instances?has_content>
#include "${prefix}Helpers.h"
</#if>
#include "${prefix}Irp.h"
<#if hooks?has_content>
#include "${prefix}Hooks.h"
</#if>

// What there is once for the whole driver.
typedef struct _${upper}_DATA {

    PDRIVER_OBJECT DriverObject;
    PDEVICE_OBJECT ControlDevice;

    // Makes one step of seeing that a stack is without the filter and attaching to it.
    FAST_MUTEX AttachLock;

    // The attached devices, and whether no further one may be; guarded by AttachLock.
    LIST_ENTRY AttachedDevices;
    BOOLEAN Unloading;

    // Held by each attached device until its memory goes, so that unloading can wait (G13).
    EX_RUNDOWN_REF Devices;
<#if carried?has_content>

    // What takes several contexts to a completion routine.
    NPAGED_LOOKASIDE_LIST Carriers;
</#if>

} ${upper}_DATA;

extern ${upper}_DATA ${prefix}Data;
extern FAST_IO_DISPATCH ${prefix}FastIoDispatch;
extern FS_FILTER_CALLBACKS ${prefix}FsFilterCallbacks;

DRIVER_INITIALIZE DriverEntry;

// Called for each file system that registers or unregisters itself.
_Function_class_(DRIVER_FS_NOTIFICATION)
_IRQL_requires_(PASSIVE_LEVEL)
VOID
NTAPI
${prefix}FileSystemChanged(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ BOOLEAN FsActive
    );
