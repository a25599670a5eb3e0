// A pointer that is NULL where nobody thought of it is followed: the system stops (0x50).
#include "driver.h"

typedef struct SETTINGS {
    ULONG Level;
} SETTINGS;

static SETTINGS *volatile Settings;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
#if !BROKEN
    if (Settings == NULL) return STATUS_SUCCESS;
#endif
    return Settings->Level > 3 ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}
