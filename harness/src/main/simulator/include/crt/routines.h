// The C run-time routines that the simulator has its own of: wide strings have 16-bit characters,
// which the host's routines do not take, and formats have what only Microsoft's know.
#ifndef PERSTREAM_CRT_ROUTINES_H
#define PERSTREAM_CRT_ROUTINES_H

#include <stdarg.h>
#include <stddef.h>

size_t crt_wcslen(const wchar_t *text);
size_t crt_wcsnlen(const wchar_t *text, size_t limit);
int crt_wcscmp(const wchar_t *left, const wchar_t *right);
int crt_wcsncmp(const wchar_t *left, const wchar_t *right, size_t count);
int crt_wcsicmp(const wchar_t *left, const wchar_t *right);
int crt_wcsnicmp(const wchar_t *left, const wchar_t *right, size_t count);
wchar_t *crt_wcscpy(wchar_t *target, const wchar_t *source);
wchar_t *crt_wcsncpy(wchar_t *target, const wchar_t *source, size_t count);
wchar_t *crt_wcscat(wchar_t *target, const wchar_t *source);
wchar_t *crt_wcsncat(wchar_t *target, const wchar_t *source, size_t count);
wchar_t *crt_wcschr(const wchar_t *text, wchar_t character);
wchar_t *crt_wcsrchr(const wchar_t *text, wchar_t character);
wchar_t *crt_wcsstr(const wchar_t *text, const wchar_t *part);
size_t crt_wcsspn(const wchar_t *text, const wchar_t *set);
size_t crt_wcscspn(const wchar_t *text, const wchar_t *set);
wchar_t *crt_wcspbrk(const wchar_t *text, const wchar_t *set);
wchar_t *crt_wcsupr(wchar_t *text);
wchar_t *crt_wcslwr(wchar_t *text);
wchar_t *crt_wcsrev(wchar_t *text);
int crt_wcscpy_s(wchar_t *target, size_t size, const wchar_t *source);
int crt_wcsncpy_s(wchar_t *target, size_t size, const wchar_t *source, size_t count);
int crt_wcscat_s(wchar_t *target, size_t size, const wchar_t *source);
unsigned short crt_towupper(unsigned short character);
unsigned short crt_towlower(unsigned short character);
int crt_snwprintf(wchar_t *target, size_t count, const wchar_t *format, ...);
int crt_vsnwprintf(wchar_t *target, size_t count, const wchar_t *format, va_list arguments);
int crt_swprintf(wchar_t *target, const wchar_t *format, ...);
int crt_swprintf_s(wchar_t *target, size_t size, const wchar_t *format, ...);
int crt_stricmp(const char *left, const char *right);
int crt_strnicmp(const char *left, const char *right, size_t count);
char *crt_strupr(char *text);
char *crt_strlwr(char *text);
int crt_strcpy_s(char *target, size_t size, const char *source);
int crt_strncpy_s(char *target, size_t size, const char *source, size_t count);
int crt_strcat_s(char *target, size_t size, const char *source);
int crt_memcpy_s(void *target, size_t size, const void *source, size_t count);
int crt_memmove_s(void *target, size_t size, const void *source, size_t count);
int crt_wtoi(const wchar_t *text);
unsigned int crt_wcstoul(const wchar_t *text, wchar_t **end, int base);
int crt_wcstol(const wchar_t *text, wchar_t **end, int base);
unsigned int crt_strtoul(const char *text, char **end, int base);
int crt_strtol(const char *text, char **end, int base);
int crt_snprintf(char *target, size_t count, const char *format, ...);
int crt_vsnprintf(char *target, size_t count, const char *format, va_list arguments);
int crt_sprintf(char *target, const char *format, ...);
int crt_sprintf_s(char *target, size_t size, const char *format, ...);

#endif
