package dev.perstream.layout;

import dev.perstream.layout.Placement.Placed;
import dev.perstream.model.Architecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the members of a structure or union are, on each architecture, as MSVC places them with the packing that the WDK
 * builds with: each member at the next multiple of its alignment, the whole padded to a multiple of the largest. The
 * largest alignment among the types of a context is 8, which the default packing leaves alone.
 *
 * @param placements one for each architecture, in their order
 */
public record StructLayout(Map<Architecture, Placement> placements) {

    public StructLayout {
        placements = Collections.unmodifiableMap(new EnumMap<>(placements));
    }

    /** The layout of a structure with these members; without any it has size 0, which C has no way to write. */
    public static StructLayout ofStruct(List<Member> members) {
        return onEach(architecture -> struct(members, architecture));
    }

    /** The layout of a union of these members. */
    public static StructLayout ofUnion(List<Member> members) {
        return onEach(architecture -> union(members, architecture));
    }

    /** The layout on one architecture. */
    public Placement on(Architecture architecture) {
        var placement = placements.get(architecture);
        if (placement == null) {
            throw new IllegalStateException("no layout on " + architecture);
        }
        return placement;
    }

    /** The size in bytes on one architecture. */
    public long size(Architecture architecture) {
        return on(architecture).extent().size();
    }

    /** The alignment in bytes on one architecture. */
    public int alignment(Architecture architecture) {
        return on(architecture).extent().alignment();
    }

    /** The offset in bytes of a member on one architecture. */
    public long offset(String member, Architecture architecture) {
        return on(architecture).offset(member);
    }

    private static StructLayout onEach(Function<Architecture, Placement> placement) {
        return new StructLayout(
                Arrays.stream(Architecture.values()).collect(Collectors.toMap(Function.identity(), placement)));
    }

    private static Placement struct(List<Member> members, Architecture architecture) {
        var placed = new ArrayList<Placed>();
        var end = 0L;
        var alignment = 1;
        for (var member : members) {
            var extent = member.type().extent(architecture);
            var offset = extent.align(end);
            placed.add(new Placed(member, offset));
            end = Math.addExact(offset, extent.size());
            alignment = Math.max(alignment, extent.alignment());
        }
        return new Placement(padded(end, alignment), placed);
    }

    private static Placement union(List<Member> members, Architecture architecture) {
        var size = 0L;
        var alignment = 1;
        for (var member : members) {
            var extent = member.type().extent(architecture);
            size = Math.max(size, extent.size());
            alignment = Math.max(alignment, extent.alignment());
        }
        return new Placement(
                padded(size, alignment),
                members.stream().map(member -> new Placed(member, 0)).toList());
    }

    private static Extent padded(long end, int alignment) {
        return new Extent(new Extent(end, alignment).align(end), alignment);
    }
}
