package dev.perstream.harness.simulator.report;

import java.util.List;

/**
 * How Windows or a verifier would stop.
 *
 * @param code such as 0xF5
 * @param parameters the four, as unsigned numbers
 */
public record Bugcheck(long code, List<Long> parameters) {

    public Bugcheck {
        parameters = List.copyOf(parameters);
    }
}
