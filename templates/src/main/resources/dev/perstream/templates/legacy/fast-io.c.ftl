// Fast I/O. Each entry is passed on if those below have it. The six entries about acquiring and
// releasing files stay empty: they are obsolete, and FsFilter callbacks stand in for them (G22).

#include "${prefix}.h"

// Whether a driver has an entry, for it may be built for a system with a shorter table.
#define ${upper}_HAS_FAST_IO(Table, Entry) \
    ((Table) != NULL && \
     (Table)->SizeOfFastIoDispatch >= RTL_SIZEOF_THROUGH_FIELD(FAST_IO_DISPATCH, Entry) && \
     (Table)->Entry != NULL)

// The table of the driver below, or NULL.
_IRQL_requires_max_(DISPATCH_LEVEL)
static
PFAST_IO_DISPATCH
${prefix}LowerTable(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Out_ PDEVICE_OBJECT *LowerDevice
    )
{
    *LowerDevice = ${prefix}LowerDevice(DeviceObject);

    return (*LowerDevice != NULL) ? (*LowerDevice)->DriverObject->FastIoDispatch : NULL;
}
<#list fastIo as entry>

<#list entry.docs as line>
// ${line}
</#list>
_Function_class_(${entry.type})
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
NTAPI
${entry.routine}(
<#list entry.parameters as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
    )
{
<#list entry.groups as group>
<#list group as line>
    ${line}
</#list>
<#sep>

</#sep>
</#list>
}
</#list>

// The device below is being deleted, and so must be the filter's above it.
_Function_class_(FAST_IO_DETACH_DEVICE)
_IRQL_requires_(PASSIVE_LEVEL)
static
VOID
NTAPI
${prefix}FastIoDetachDevice(
    _In_ PDEVICE_OBJECT SourceDevice,
    _In_ PDEVICE_OBJECT TargetDevice
    )
{
    UNREFERENCED_PARAMETER(TargetDevice);

    ${prefix}DetachDevice(SourceDevice);
}

FAST_IO_DISPATCH ${prefix}FastIoDispatch = {
    .SizeOfFastIoDispatch = sizeof(FAST_IO_DISPATCH),
<#list fastIo as entry>
    .${entry.member} = ${entry.routine},
</#list>
    .FastIoDetachDevice = ${prefix}FastIoDetachDevice,
};
