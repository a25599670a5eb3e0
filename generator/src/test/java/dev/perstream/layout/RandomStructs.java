package dev.perstream.layout;

import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import dev.perstream.model.IntegerType;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Structures of every kind of member, the same for the same seed. */
final class RandomStructs {

    private static final int MAX_MEMBERS = 9;
    private static final int MAX_DEPTH = 3;
    private static final int KINDS = 8;

    private final Random random;

    RandomStructs(long seed) {
        this.random = new Random(seed);
    }

    MemberType.Struct next() {
        return struct(0);
    }

    private MemberType.Struct struct(int depth) {
        return new MemberType.Struct(members(depth));
    }

    private List<Member> members(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(MAX_MEMBERS))
                .mapToObj(i -> Member.own("M" + i, type(depth)))
                .toList();
    }

    private MemberType type(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? KINDS + 2 : KINDS)) {
            case 0 -> oneOf(MemberType.Interlocked.values());
            case 1 -> MemberType.Pointer.OPAQUE;
            case 2 -> MemberType.Pointer.to(oneOf(NativeType.values()));
            case 3 -> enumeration(oneOf(IntegerType.values()));
            case 4 -> new MemberType.Array(NativeType.UCHAR, 1 + random.nextInt(40));
            case 5 -> new MemberType.Array(type(MAX_DEPTH), 1 + random.nextInt(5));
            case KINDS -> struct(depth + 1);
            case KINDS + 1 -> new MemberType.Union(members(depth + 1));
            default -> oneOf(NativeType.values());
        };
    }

    private static MemberType enumeration(IntegerType base) {
        return new MemberType.Enumeration(
                new EnumType("E", "", base, false, List.of(new EnumConstant("one", BigInteger.ONE))));
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
