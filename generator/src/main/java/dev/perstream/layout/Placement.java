package dev.perstream.layout;

import java.util.List;

/**
 * The layout of a structure on one architecture.
 *
 * @param extent the room that it takes, padding at its end included
 * @param members each with its offset, in their order
 */
public record Placement(Extent extent, List<Placed> members) {

    public Placement {
        members = List.copyOf(members);
    }

    /** A member with its offset in bytes. */
    public record Placed(Member member, long offset) {}

    /**
     * The offset of a member.
     *
     * @throws java.util.NoSuchElementException if there is no such member
     */
    public long offset(String name) {
        return members.stream()
                .filter(placed -> placed.member().name().equals(name))
                .findFirst()
                .orElseThrow()
                .offset();
    }
}
