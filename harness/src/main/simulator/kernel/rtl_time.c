// Times as fields and seconds, and the version of Windows.
#include "internal.h"

#define TICKS_A_MILLISECOND 10000
#define TICKS_A_SECOND 10000000LL
#define MILLISECONDS_A_DAY 86400000LL
#define SECONDS_1601_TO_1970 11644473600LL
#define SECONDS_1601_TO_1980 11960006400LL

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_of_month(int year, int month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

// wdm/nf-wdm-rtltimetotimefields
VOID RtlTimeToTimeFields(PLARGE_INTEGER time, PTIME_FIELDS fields) {
    SIM_CALL(RtlTimeToTimeFields);
    LONGLONG milliseconds = time->QuadPart / TICKS_A_MILLISECOND;
    LONGLONG days = milliseconds / MILLISECONDS_A_DAY;
    int rest = (int)(milliseconds % MILLISECONDS_A_DAY), year = 1601, month = 1;
    fields->Weekday = (CSHORT)((days + 1) % 7); // the first day of 1601 was a Monday
    year += (int)(days / 146097) * 400;
    days %= 146097;
    while (days >= 365 + is_leap(year)) days -= 365 + is_leap(year++);
    while (days >= days_of_month(year, month)) days -= days_of_month(year, month++);
    fields->Year = (CSHORT)year;
    fields->Month = (CSHORT)month;
    fields->Day = (CSHORT)(days + 1);
    fields->Hour = (CSHORT)(rest / 3600000);
    fields->Minute = (CSHORT)(rest / 60000 % 60);
    fields->Second = (CSHORT)(rest / 1000 % 60);
    fields->Milliseconds = (CSHORT)(rest % 1000);
}

// wdm/nf-wdm-rtltimefieldstotime
BOOLEAN RtlTimeFieldsToTime(PTIME_FIELDS fields, PLARGE_INTEGER time) {
    SIM_CALL(RtlTimeFieldsToTime);
    int year = fields->Year, before = year - 1601;
    if (year < 1601 || fields->Month < 1 || fields->Month > 12 || fields->Day < 1 ||
        fields->Day > days_of_month(year, fields->Month) || (USHORT)fields->Hour > 23 ||
        (USHORT)fields->Minute > 59 || (USHORT)fields->Second > 59 ||
        (USHORT)fields->Milliseconds > 999) {
        return FALSE;
    }
    LONGLONG days = before * 365LL + before / 4 - before / 100 + before / 400 + fields->Day - 1;
    for (int month = 1; month < fields->Month; month++) days += days_of_month(year, month);
    LONGLONG seconds = days * 86400 + fields->Hour * 3600 + fields->Minute * 60 + fields->Second;
    time->QuadPart = seconds * TICKS_A_SECOND + fields->Milliseconds * TICKS_A_MILLISECOND;
    return TRUE;
}

static BOOLEAN to_seconds(PLARGE_INTEGER time, LONGLONG start, PULONG elapsed) {
    LONGLONG seconds = time->QuadPart / TICKS_A_SECOND - start;
    if (seconds < 0 || seconds > MAXULONG) return FALSE;
    *elapsed = (ULONG)seconds;
    return TRUE;
}

// ntifs/nf-ntifs-rtltimetosecondssince1970
BOOLEAN RtlTimeToSecondsSince1970(PLARGE_INTEGER time, PULONG elapsed) {
    SIM_CALL(RtlTimeToSecondsSince1970);
    return to_seconds(time, SECONDS_1601_TO_1970, elapsed);
}

BOOLEAN RtlTimeToSecondsSince1980(PLARGE_INTEGER time, PULONG elapsed) {
    SIM_CALL(RtlTimeToSecondsSince1980);
    return to_seconds(time, SECONDS_1601_TO_1980, elapsed);
}

VOID RtlSecondsSince1970ToTime(ULONG elapsed, PLARGE_INTEGER time) {
    SIM_CALL(RtlSecondsSince1970ToTime);
    time->QuadPart = (elapsed + SECONDS_1601_TO_1970) * TICKS_A_SECOND;
}

VOID RtlSecondsSince1980ToTime(ULONG elapsed, PLARGE_INTEGER time) {
    SIM_CALL(RtlSecondsSince1980ToTime);
    time->QuadPart = (elapsed + SECONDS_1601_TO_1980) * TICKS_A_SECOND;
}

// --- The scenario's Windows ----------------------------------------------------------------------

// wdm/nf-wdm-rtlgetversion
NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW information) {
    SIM_CALL(RtlGetVersion);
    ULONG size = information->dwOSVersionInfoSize;
    memset(information, 0, size == sizeof(RTL_OSVERSIONINFOEXW) ? size : sizeof *information);
    information->dwOSVersionInfoSize = size;
    information->dwMajorVersion = sim_windows >> 24;
    information->dwMinorVersion = sim_windows >> 16 & 0xFF;
    information->dwBuildNumber = sim_windows_build;
    information->dwPlatformId = 2; // Windows NT
    if (size == sizeof(RTL_OSVERSIONINFOEXW)) {
        ((PRTL_OSVERSIONINFOEXW)information)->wProductType = NtProductWinNt;
    }
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-psgetversion
BOOLEAN PsGetVersion(PULONG major, PULONG minor, PULONG number, PUNICODE_STRING service_pack) {
    SIM_CALL(PsGetVersion);
    if (major != NULL) *major = sim_windows >> 24;
    if (minor != NULL) *minor = sim_windows >> 16 & 0xFF;
    if (number != NULL) *number = sim_windows_build;
    if (service_pack != NULL) service_pack->Length = 0;
    return FALSE; // no checked build
}

// wdm/nf-wdm-rtlisntddiversionavailable
BOOLEAN RtlIsNtDdiVersionAvailable(ULONG version) {
    SIM_CALL(RtlIsNtDdiVersionAvailable);
    return sim_windows >= version;
}

// wdm/nf-wdm-ioiswdmversionavailable: WDM has been 6.0 since Windows Vista.
BOOLEAN IoIsWdmVersionAvailable(UCHAR major, UCHAR minor) {
    SIM_CALL(IoIsWdmVersionAvailable);
    return major < 6 || (major == 6 && minor == 0);
}
