package dev.perstream.examples.sensitivity;

import java.util.List;
import java.util.stream.Stream;

/** All defects that the drivers are tested with. */
final class Defects {

    private static final int OF_EACH_SORT = 4;

    private Defects() {}

    static List<Defect> all() {
        return sorts().flatMap(List::stream).toList();
    }

    /** Some of each sort: what every build is tested with. */
    static List<Defect> some() {
        return sorts().flatMap(sort -> sort.stream().limit(OF_EACH_SORT)).toList();
    }

    private static Stream<List<Defect>> sorts() {
        return Stream.of(
                MinifilterDefects.references(),
                MinifilterDefects.races(),
                MinifilterDefects.statements(),
                MinifilterDefects.memory(),
                LegacyDefects.contexts(),
                LegacyDefects.operations(),
                LegacyDefects.spying(),
                CtxDefects.all());
    }
}
