// Switching stacks.
#include <string.h>

#include "world.h"

#if SIM_ASAN
#include <sanitizer/common_interface_defs.h>
#endif

#define STACK_BASE 0x4F0000000000u

static uint8_t *stacks;

void fiber_reserve(void) { stacks = world_reserve(STACK_BASE, FIBERS * FIBER_STACK); }

uint8_t *fiber_stack(uint32_t slot) { return stacks + slot * FIBER_STACK; }

#if defined(__x86_64__)

__asm__(".text\n"
        ".p2align 4\n"
        ".globl fiber_switch\n"
        ".type fiber_switch, @function\n"
        "fiber_switch:\n"
        "    pushq %rbp\n"
        "    pushq %rbx\n"
        "    pushq %r12\n"
        "    pushq %r13\n"
        "    pushq %r14\n"
        "    pushq %r15\n"
        "    movq %rsp, (%rdi)\n"
        "    movq %rsi, %rsp\n"
        "    popq %r15\n"
        "    popq %r14\n"
        "    popq %r13\n"
        "    popq %r12\n"
        "    popq %rbx\n"
        "    popq %rbp\n"
        "    ret\n"
        ".size fiber_switch, .-fiber_switch\n");

void *fiber_prepare(uint8_t *stack, void (*entry)(void)) {
    void **top = (void **)(stack + FIBER_STACK);
    *--top = NULL;          // where `entry` would return to
    *--top = (void *)entry; // where fiber_switch returns to
    for (int i = 0; i < 6; i++) *--top = NULL;
    return top;
}

#elif defined(__aarch64__)

__asm__(".text\n"
        ".p2align 4\n"
        ".globl fiber_switch\n"
        ".type fiber_switch, %function\n"
        "fiber_switch:\n"
        "    stp x29, x30, [sp, #-160]!\n"
        "    stp x19, x20, [sp, #16]\n"
        "    stp x21, x22, [sp, #32]\n"
        "    stp x23, x24, [sp, #48]\n"
        "    stp x25, x26, [sp, #64]\n"
        "    stp x27, x28, [sp, #80]\n"
        "    stp d8, d9, [sp, #96]\n"
        "    stp d10, d11, [sp, #112]\n"
        "    stp d12, d13, [sp, #128]\n"
        "    stp d14, d15, [sp, #144]\n"
        "    mov x9, sp\n"
        "    str x9, [x0]\n"
        "    mov sp, x1\n"
        "    ldp x19, x20, [sp, #16]\n"
        "    ldp x21, x22, [sp, #32]\n"
        "    ldp x23, x24, [sp, #48]\n"
        "    ldp x25, x26, [sp, #64]\n"
        "    ldp x27, x28, [sp, #80]\n"
        "    ldp d8, d9, [sp, #96]\n"
        "    ldp d10, d11, [sp, #112]\n"
        "    ldp d12, d13, [sp, #128]\n"
        "    ldp d14, d15, [sp, #144]\n"
        "    ldp x29, x30, [sp], #160\n"
        "    ret\n"
        ".size fiber_switch, .-fiber_switch\n");

void *fiber_prepare(uint8_t *stack, void (*entry)(void)) {
    void **top = (void **)(stack + FIBER_STACK) - 20;
    memset(top, 0, 160);
    top[1] = (void *)entry; // x30
    return top;
}

#else
#error "fiber.c knows x86-64 and AArch64: add the switch of this processor"
#endif

void fiber_leave(const uint8_t *stack) {
#if SIM_ASAN
    static const void *host_bottom;
    static size_t host_size;
    if (host_bottom == NULL) {
        // The first switch away from the host's stack: its bounds come with the first arrival.
        __sanitizer_start_switch_fiber(NULL, stack, FIBER_STACK);
        __sanitizer_finish_switch_fiber(NULL, &host_bottom, &host_size);
        __sanitizer_start_switch_fiber(NULL, host_bottom, host_size);
        __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
    }
    __sanitizer_start_switch_fiber(NULL, stack != NULL ? stack : host_bottom,
                                   stack != NULL ? FIBER_STACK : host_size);
#else
    (void)stack;
#endif
}

void fiber_arrive(void) {
#if SIM_ASAN
    __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
#endif
}
