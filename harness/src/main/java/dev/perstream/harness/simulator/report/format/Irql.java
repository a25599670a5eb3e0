package dev.perstream.harness.simulator.report.format;

/** What interrupt request levels are called. */
final class Irql {

    private Irql() {}

    static String name(int level) {
        return switch (level) {
            case 0 -> "PASSIVE_LEVEL";
            case 1 -> "APC_LEVEL";
            case 2 -> "DISPATCH_LEVEL";
            default -> "IRQL " + level;
        };
    }
}
