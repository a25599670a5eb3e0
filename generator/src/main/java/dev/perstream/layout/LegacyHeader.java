package dev.perstream.layout;

import java.util.List;

/**
 * What stands at the head of each context that a legacy filter attaches through FsRtl: what the Filter Manager does for a
 * minifilter behind its back, the link to the object, the reference count and the way to the device, it keeps by itself.
 */
public final class LegacyHeader {

    /** The name of the header in a context. */
    public static final String MEMBER_NAME = "Header";

    private LegacyHeader() {}

    /** The header's type, the structure {@code <FILTER>_CONTEXT_HEADER}. */
    public static MemberType.Struct type() {
        return new MemberType.Struct(List.of(
                Member.own("Link", link()),
                Member.own("DeviceLinks", NativeType.LIST_ENTRY),
                Member.own("Anchor", MemberType.Pointer.OPAQUE),
                Member.own("Device", MemberType.Pointer.OPAQUE),
                Member.own("Kind", MemberType.Pointer.OPAQUE),
                Member.own("References", NativeType.LONG),
                Member.own("Attached", NativeType.LONG)));
    }

    /** The structure that FsRtl links to the object: one of three, by the kind of the object. */
    private static MemberType.Union link() {
        return new MemberType.Union(List.of(
                Member.own("Stream", NativeType.FSRTL_PER_STREAM_CONTEXT),
                Member.own("File", NativeType.FSRTL_PER_FILE_CONTEXT),
                Member.own("FileObject", NativeType.FSRTL_PER_FILEOBJECT_CONTEXT)));
    }
}
