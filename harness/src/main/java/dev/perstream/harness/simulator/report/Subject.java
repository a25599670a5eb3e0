package dev.perstream.harness.simulator.report;

import java.util.Optional;

/**
 * What a finding is about.
 *
 * @param id its number in the run
 * @param kind what it is, such as {@code stream context}
 * @param name what it belongs to, such as a file
 * @param address where it was
 */
public record Subject(long id, String kind, Optional<String> name, Optional<String> address) {

    /** {@code stream context #17 \log.txt}. */
    public String text() {
        return kind + " #" + id + name.map(text -> " " + text).orElse("");
    }
}
