package dev.perstream.layout;

import dev.perstream.model.Architecture;
import dev.perstream.model.EnumType;
import java.util.List;
import java.util.Optional;

/** The type of a member of a C structure. */
public sealed interface MemberType
        permits NativeType,
                MemberType.Interlocked,
                MemberType.Enumeration,
                MemberType.Pointer,
                MemberType.Array,
                MemberType.Struct,
                MemberType.Union {

    /** The room that it takes. */
    Extent extent(Architecture architecture);

    /** A {@code volatile LONG} or {@code volatile LONG64}. */
    enum Interlocked implements MemberType {
        LONG(4),
        LONG64(8);

        private final Extent extent;

        Interlocked(int size) {
            this.extent = new Extent(size, size);
        }

        @Override
        public Extent extent(Architecture architecture) {
            return extent;
        }
    }

    /** A value of an enumeration or a set of flags, held by its base integer. */
    record Enumeration(EnumType type) implements MemberType {

        @Override
        public Extent extent(Architecture architecture) {
            return NativeType.of(type.base()).extent(architecture);
        }
    }

    /**
     * A pointer.
     *
     * @param target what it points to, if this is a type of this package
     */
    record Pointer(Optional<MemberType> target) implements MemberType {

        /** A pointer whose target says nothing about a layout. */
        public static final Pointer OPAQUE = new Pointer(Optional.empty());

        /** A pointer to a type. */
        public static Pointer to(MemberType target) {
            return new Pointer(Optional.of(target));
        }

        @Override
        public Extent extent(Architecture architecture) {
            return new Extent(architecture.pointerSize(), architecture.pointerSize());
        }
    }

    /**
     * A fixed array.
     *
     * @param length at least 1, since C has no empty array
     */
    record Array(MemberType element, int length) implements MemberType {

        public Array {
            if (length < 1) {
                throw new IllegalArgumentException("array of " + length);
            }
        }

        @Override
        public Extent extent(Architecture architecture) {
            var extent = element.extent(architecture);
            return new Extent(Math.multiplyExact(extent.size(), (long) length), extent.alignment());
        }
    }

    /** A structure within another. */
    record Struct(List<Member> members) implements MemberType {

        public Struct {
            members = List.copyOf(members);
        }

        /** Where its members are. */
        public StructLayout layout() {
            return StructLayout.ofStruct(members);
        }

        @Override
        public Extent extent(Architecture architecture) {
            return layout().on(architecture).extent();
        }
    }

    /** A union within a structure. */
    record Union(List<Member> members) implements MemberType {

        public Union {
            members = List.copyOf(members);
        }

        /** Where its members are. */
        public StructLayout layout() {
            return StructLayout.ofUnion(members);
        }

        @Override
        public Extent extent(Architecture architecture) {
            return layout().on(architecture).extent();
        }
    }
}
