package dev.perstream.harness.world;

/**
 * One thing that happens: {@linkplain OpeningStep something is opened or closed}, {@linkplain FileStep something is done
 * with what is open}, or {@linkplain SystemStep something happens to the machine}. A handle or transaction is known by a
 * name, which is a word of letters and digits; a path begins with its volume, {@code C:\folder\file.txt:stream}, and
 * {@code C:} alone is the volume itself.
 */
public sealed interface Step permits OpeningStep, FileStep, SystemStep {

    /** The line of the scenario language. */
    String line();
}
