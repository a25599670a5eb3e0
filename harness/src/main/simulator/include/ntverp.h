// The version that the WDK's own resources carry.
#ifndef PERSTREAM_NTVERP_H
#define PERSTREAM_NTVERP_H

#define VER_PRODUCTMAJORVERSION 10
#define VER_PRODUCTMINORVERSION 0
#define VER_PRODUCTBUILD 26100
#define VER_PRODUCTBUILD_QFE 1

#endif
