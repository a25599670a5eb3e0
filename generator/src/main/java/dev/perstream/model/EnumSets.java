package dev.perstream.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets of constants whose order is the constants', where that of {@link Set#copyOf} differs from run to run. */
final class EnumSets {

    private EnumSets() {}

    /** An immutable copy. */
    static <E extends Enum<E>> Set<E> copyOf(Collection<E> constants) {
        return Collections.unmodifiableSet(new TreeSet<>(constants));
    }
}
