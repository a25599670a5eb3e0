package dev.perstream.harness.model.machine;

import dev.perstream.harness.world.InformationKind;

/** The numbers of {@code FILE_INFORMATION_CLASS} that steps lead to. */
final class InformationClass {

    static final int BASIC = 4;
    static final int STANDARD = 5;
    static final int INTERNAL = 6;
    static final int NAME = 9;
    static final int RENAME = 10;
    static final int LINK = 11;
    static final int DISPOSITION = 13;
    static final int ALL = 18;
    static final int ALLOCATION = 19;
    static final int END_OF_FILE = 20;
    static final int STREAMS = 22;
    static final int NETWORK_OPEN = 34;
    static final int DISPOSITION_EX = 64;

    private InformationClass() {}

    static int of(InformationKind kind) {
        return switch (kind) {
            case BASIC -> BASIC;
            case STANDARD -> STANDARD;
            case NAME -> NAME;
            case INTERNAL -> INTERNAL;
            case STREAMS -> STREAMS;
            case ALL -> ALL;
            case NETWORK_OPEN -> NETWORK_OPEN;
        };
    }

    /** Whether fast I/O has an entry for it. */
    static boolean hasFastQuery(int number) {
        return number == BASIC || number == STANDARD || number == NETWORK_OPEN;
    }
}
