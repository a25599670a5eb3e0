// The legacy filter of the live runner's tests: one per-stream context a stream.
#include "../rules/legacy_contexts.h"
