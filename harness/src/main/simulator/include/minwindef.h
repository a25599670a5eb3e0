// The basic names of the Windows SDK.
#include "windef.h"
