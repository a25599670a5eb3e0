// Driver images: shared objects whose writable data is part of the world.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>

#include "world.h"

#define MAXIMUM_IMAGES 4
#define MAXIMUM_SEGMENTS 4

typedef struct segment {
    void *start, *fresh; // `fresh`: what the file holds
    size_t size;
} segment;

typedef struct image {
    uintptr_t start, end;
    segment writable[MAXIMUM_SEGMENTS];
    size_t writable_count;
} image;

static image images[MAXIMUM_IMAGES]; // host side
static size_t image_count;
static void *first_image;

bool sim_image_contains(const void *address) {
    for (size_t i = 0; i < image_count; i++) {
        if ((uintptr_t)address - images[i].start < images[i].end - images[i].start) return true;
    }
    return false;
}

uintptr_t sim_image_offset(const void *address) {
    for (size_t i = 0; i < image_count; i++) {
        if ((uintptr_t)address - images[i].start < images[i].end - images[i].start) {
            return (uintptr_t)address - images[i].start;
        }
    }
    return 0;
}

// Adds the writable segments but for what the dynamic linker makes read-only after loading.
static void add_writable(image *to, uintptr_t base, const ElfW(Phdr) * header, uintptr_t relro_end) {
    uintptr_t start = base + header->p_vaddr, end = start + header->p_memsz;
    if (relro_end > start && relro_end <= end) start = relro_end;
    if (start >= end) return;
    world_add((void *)start, end - start);
    if (to->writable_count == MAXIMUM_SEGMENTS) sim_broken("a driver has too many segments");
    segment *one = &to->writable[to->writable_count++];
    *one = (segment){(void *)start, malloc(end - start), end - start};
    if (one->fresh == NULL) sim_broken("the host has no memory for a driver's data");
    raw_copy(one->fresh, one->start, one->size);
}

void sim_image_renew(sim_driver_entry entry) {
    for (size_t i = 0; i < image_count; i++) {
        if ((uintptr_t)entry - images[i].start >= images[i].end - images[i].start) continue;
        for (size_t j = 0; j < images[i].writable_count; j++) {
            const segment *one = &images[i].writable[j];
            raw_copy(one->start, one->fresh, one->size);
        }
    }
}

static int on_object(struct dl_phdr_info *info, size_t size, void *argument) {
    (void)size;
    const struct link_map *map = argument;
    if (info->dlpi_addr != map->l_addr) return 0;
    image *found = &images[image_count++];
    found->start = UINTPTR_MAX;
    uintptr_t relro_end = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type == PT_GNU_RELRO) {
            relro_end = (info->dlpi_addr + header->p_vaddr + header->p_memsz + 4095) & ~4095ul;
        }
    }
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_LOAD) continue;
        uintptr_t start = info->dlpi_addr + header->p_vaddr, end = start + header->p_memsz;
        if (start < found->start) found->start = start;
        if (end > found->end) found->end = end;
        if ((header->p_flags & PF_W) != 0) add_writable(found, info->dlpi_addr, header, relro_end);
    }
    return 1;
}

const void *sim_image_symbol(const char *name, size_t size) {
    const uint8_t *at = dlsym(first_image, name);
    if (at == NULL || (uintptr_t)at < images[0].start || (uintptr_t)at >= images[0].end) return NULL;
    return size <= images[0].end - (uintptr_t)at ? at : NULL;
}

sim_driver_entry sim_image_load(const char *path) {
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) sim_broken("%s", dlerror());
    if (first_image == NULL) first_image = handle;
    if (image_count == MAXIMUM_IMAGES) sim_broken("more than %d drivers", MAXIMUM_IMAGES);
    struct link_map *map = NULL;
    dlinfo(handle, RTLD_DI_LINKMAP, &map);
    dl_iterate_phdr(on_object, map);
    sim_driver_entry entry = (sim_driver_entry)dlsym(handle, "DriverEntry");
    if (entry == NULL) sim_broken("%s has no DriverEntry", path);
    return entry;
}
