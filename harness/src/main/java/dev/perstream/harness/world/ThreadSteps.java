package dev.perstream.harness.world;

import java.util.List;

/**
 * What one thread does while others run.
 *
 * @param name a word of letters and digits
 * @param steps in order; handles that they open have names that no other thread uses
 */
public record ThreadSteps(String name, List<Step> steps) {

    public ThreadSteps {
        steps = List.copyOf(steps);
    }
}
