package dev.perstream.layout;

import dev.perstream.model.Architecture;
import dev.perstream.model.IntegerType;

/** The types of the WDK's headers that a driver's structures are made of. Each constant bears its name in C. */
public enum NativeType implements MemberType {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    UCHAR(1),
    WCHAR(2),
    BOOLEAN(1),
    LONG(4),
    LONG64(8),
    NTSTATUS(4),
    LARGE_INTEGER(8),
    GUID(new Extent(16, 4), new Extent(16, 4)),
    HANDLE(new Extent(8, 8), new Extent(4, 4)),
    UNICODE_STRING(new Extent(16, 8), new Extent(8, 4)),
    LIST_ENTRY(new Extent(16, 8), new Extent(8, 4)),
    ERESOURCE(new Extent(104, 8), new Extent(56, 4)),
    FAST_MUTEX(new Extent(56, 8), new Extent(32, 4)),
    EX_PUSH_LOCK(new Extent(8, 8), new Extent(4, 4)),
    KSPIN_LOCK(new Extent(8, 8), new Extent(4, 4)),
    FSRTL_PER_STREAM_CONTEXT(new Extent(40, 8), new Extent(20, 4)),
    FSRTL_PER_FILE_CONTEXT(new Extent(40, 8), new Extent(20, 4)),
    FSRTL_PER_FILEOBJECT_CONTEXT(new Extent(32, 8), new Extent(16, 4));

    private final Extent with64BitPointers;
    private final Extent with32BitPointers;

    NativeType(int size) {
        this(new Extent(size, size), new Extent(size, size));
    }

    NativeType(Extent with64BitPointers, Extent with32BitPointers) {
        this.with64BitPointers = with64BitPointers;
        this.with32BitPointers = with32BitPointers;
    }

    /** The type of an integer of the schema. */
    public static NativeType of(IntegerType type) {
        return switch (type) {
            case INT8 -> INT8;
            case UINT8 -> UINT8;
            case INT16 -> INT16;
            case UINT16 -> UINT16;
            case INT32 -> INT32;
            case UINT32 -> UINT32;
            case INT64 -> INT64;
            case UINT64 -> UINT64;
        };
    }

    @Override
    public Extent extent(Architecture architecture) {
        return architecture.pointerSize() == Long.BYTES ? with64BitPointers : with32BitPointers;
    }
}
