// The drivers' <ctype.h>.
#ifndef PERSTREAM_CRT_CTYPE_H
#define PERSTREAM_CRT_CTYPE_H

#include "names.h"

int isalnum(int character);
int isalpha(int character);
int isdigit(int character);
int islower(int character);
int isprint(int character);
int isspace(int character);
int isupper(int character);
int isxdigit(int character);
int tolower(int character);
int toupper(int character);

#endif
