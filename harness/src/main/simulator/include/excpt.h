// Structured exceptions are there with the basic types.
#include "wdm.h"
