// GUIDs, and how a source declares or defines one.
#ifndef PERSTREAM_GUIDDEF_H
#define PERSTREAM_GUIDDEF_H

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
    unsigned int Data1;
    unsigned short Data2;
    unsigned short Data3;
    unsigned char Data4[8];
} GUID;
#endif

typedef GUID *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID IID;
typedef GUID CLSID;
typedef const GUID *REFGUID;
typedef const GUID *REFIID;
typedef const GUID *REFCLSID;

#define IsEqualGUID(left, right) (!__builtin_memcmp((left), (right), sizeof(GUID)))
#define InlineIsEqualGUID(left, right) IsEqualGUID(left, right)

#endif

// Outside of the guard: after initguid.h the same macro defines what it had only declared. Several
// sources of one driver may define the same GUID.
#undef DEFINE_GUID
#ifdef INITGUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    const GUID name __attribute__((weak, visibility("hidden"))) = {                                \
        l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                               \
    extern const GUID name __attribute__((visibility("hidden")))
#endif
