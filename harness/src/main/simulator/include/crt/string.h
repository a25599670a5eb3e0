// The drivers' <string.h>: only these directories hold it, so that none of the host's comes in.
#ifndef PERSTREAM_CRT_STRING_H
#define PERSTREAM_CRT_STRING_H

#include "names.h"

void *memcpy(void *target, const void *source, size_t size);
void *memmove(void *target, const void *source, size_t size);
void *memset(void *target, int value, size_t size);
int memcmp(const void *left, const void *right, size_t size);
void *memchr(const void *memory, int value, size_t size);
size_t strlen(const char *text);
size_t strnlen(const char *text, size_t limit);
int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t count);
char *strcpy(char *target, const char *source);
char *strncpy(char *target, const char *source, size_t count);
char *strcat(char *target, const char *source);
char *strncat(char *target, const char *source, size_t count);
char *strchr(const char *text, int character);
char *strrchr(const char *text, int character);
char *strstr(const char *text, const char *part);
char *strpbrk(const char *text, const char *set);
size_t strspn(const char *text, const char *set);
size_t strcspn(const char *text, const char *set);

#endif
