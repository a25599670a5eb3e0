// What code instrumented for undefined behaviour calls. A driver is linked with undefined.options, which sends the
// compiler's calls here, past the handlers that its own run-time library may have.
#include <stdint.h>

#include "sim.h"

typedef struct source_place {
    const char *file;
    uint32_t line;
    uint32_t column;
} source_place;

static _Noreturn void undefined(const source_place *place, const char *what) {
    sim_stop(RULE_UNDEFINED, 0, SIM_NO_BUGCHECK, "%s (%s:%u:%u)", what, place->file, place->line,
             place->column);
}

// Every handler gets a record that begins with the place; the operands do not matter here.
#define HANDLER(name, what)                                                                        \
    _Noreturn void __wrap___ubsan_handle_##name(const void *data);                                 \
    _Noreturn void __wrap___ubsan_handle_##name##_abort(const void *data);                         \
    _Noreturn void __wrap___ubsan_handle_##name(const void *data) { undefined(data, what); }       \
    _Noreturn void __wrap___ubsan_handle_##name##_abort(const void *data) { undefined(data, what); }

HANDLER(add_overflow, "a signed addition overflows")
HANDLER(sub_overflow, "a signed subtraction overflows")
HANDLER(mul_overflow, "a signed multiplication overflows")
HANDLER(negate_overflow, "a negation overflows")
HANDLER(divrem_overflow, "a division by zero, or one that overflows")
HANDLER(shift_out_of_bounds, "a shift by too many bits or of a negative value")
HANDLER(out_of_bounds, "an index is out of the array's bounds")
HANDLER(vla_bound_not_positive, "an array's length is not positive")
HANDLER(load_invalid_value, "a bool or enum holds a value that it cannot have")
HANDLER(builtin_unreachable, "code is reached that was declared unreachable")
HANDLER(missing_return, "a routine ends without the value that it must return")
HANDLER(pointer_overflow, "pointer arithmetic overflows")
HANDLER(nonnull_arg, "NULL is passed where it must not be")
HANDLER(float_cast_overflow, "a floating-point value does not fit the integer that it becomes")
HANDLER(alignment_assumption, "a pointer is not aligned as was promised")
HANDLER(nonnull_return_v1, "NULL is returned where it must not be")
HANDLER(invalid_builtin, "a builtin gets an argument that it must not get")

// A null pointer is a crash like any other, whether the compiler's check comes first or the processor's.
static _Noreturn void mismatch(const source_place *place, uintptr_t pointer) {
    if (pointer >= 65536) undefined(place, "an access through an unsuitable pointer");
    sim_stop(RULE_CRASH, 0, SIM_BUGCHECK(0x50, pointer, 0, 0, 0),
             "memory is accessed through a null pointer (%s:%u:%u)", place->file, place->line, place->column);
}

_Noreturn void __wrap___ubsan_handle_type_mismatch_v1(const void *data, uintptr_t pointer);
_Noreturn void __wrap___ubsan_handle_type_mismatch_v1_abort(const void *data, uintptr_t pointer);
_Noreturn void __wrap___ubsan_handle_type_mismatch_v1(const void *data, uintptr_t pointer) { mismatch(data, pointer); }
_Noreturn void __wrap___ubsan_handle_type_mismatch_v1_abort(const void *data, uintptr_t pointer) { mismatch(data, pointer); }
