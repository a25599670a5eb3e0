#include "Counter.h"

// Written by the author, for a schema that had no hook yet.
