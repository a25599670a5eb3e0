/*
 * Opaque objects of the Filter Manager, and what every other header of this folder needs.
 */
#pragma once

#include <fltuserstructures.h>
#include <ktmtypes.h>

#ifndef FLTAPI
#define FLTAPI NTAPI
#endif

#define FLT_MGR_BASELINE (((NTDDI_VERSION) >= NTDDI_WIN2KSP4))
#define FLT_MGR_AFTER_XPSP2 ((NTDDI_VERSION) >= NTDDI_WS03)
#define FLT_MGR_LONGHORN ((NTDDI_VERSION) >= NTDDI_VISTA)
#define FLT_MGR_WIN7 ((NTDDI_VERSION) >= NTDDI_WIN7)
#define FLT_MGR_WIN8 ((NTDDI_VERSION) >= NTDDI_WIN8)

#ifndef FLT_ASSERT
#if defined(DBG) && DBG
#define FLT_ASSERT(e) NT_ASSERT(e)
#define FLT_ASSERTMSG(m, e) NT_ASSERTMSG(m, e)
#else
#define FLT_ASSERT(e) ((VOID)0)
#define FLT_ASSERTMSG(m, e) ((VOID)0)
#endif
#endif

typedef struct _FLT_FILTER *PFLT_FILTER;
typedef struct _FLT_VOLUME *PFLT_VOLUME;
typedef struct _FLT_INSTANCE *PFLT_INSTANCE;
typedef struct _FLT_PORT *PFLT_PORT;
typedef struct _FLT_DEFERRED_IO_WORKITEM *PFLT_DEFERRED_IO_WORKITEM;
typedef struct _FLT_GENERIC_WORKITEM *PFLT_GENERIC_WORKITEM;

typedef PVOID PFLT_CONTEXT;

#if !defined(NULL_CONTEXT)
#define NULL_CONTEXT ((PFLT_CONTEXT)NULL)
#endif

/* Kernel transactions: opaque here, and in the documentation. */
#ifndef _PERSTREAM_KTRANSACTION
#define _PERSTREAM_KTRANSACTION
typedef struct _KTRANSACTION KTRANSACTION, *PKTRANSACTION;
#endif

/*
 * Major functions beyond the IRP's own: FsFilter callbacks and fast I/O that has no IRP. They are
 * negative numbers in an UCHAR.
 */
#define IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION ((UCHAR)-1)
#define IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION ((UCHAR)-2)
#define IRP_MJ_ACQUIRE_FOR_MOD_WRITE ((UCHAR)-3)
#define IRP_MJ_RELEASE_FOR_MOD_WRITE ((UCHAR)-4)
#define IRP_MJ_ACQUIRE_FOR_CC_FLUSH ((UCHAR)-5)
#define IRP_MJ_RELEASE_FOR_CC_FLUSH ((UCHAR)-6)
#define IRP_MJ_QUERY_OPEN ((UCHAR)-7)
#define IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE ((UCHAR)-13)
#define IRP_MJ_NETWORK_QUERY_OPEN ((UCHAR)-14)
#define IRP_MJ_MDL_READ ((UCHAR)-15)
#define IRP_MJ_MDL_READ_COMPLETE ((UCHAR)-16)
#define IRP_MJ_PREPARE_MDL_WRITE ((UCHAR)-17)
#define IRP_MJ_MDL_WRITE_COMPLETE ((UCHAR)-18)
#define IRP_MJ_VOLUME_MOUNT ((UCHAR)-19)
#define IRP_MJ_VOLUME_DISMOUNT ((UCHAR)-20)

#define FLT_INTERNAL_OPERATION_COUNT 22

/* Ends an array of FLT_OPERATION_REGISTRATION. */
#define IRP_MJ_OPERATION_END ((UCHAR)0x80)
