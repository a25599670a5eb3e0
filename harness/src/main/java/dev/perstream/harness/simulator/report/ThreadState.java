package dev.perstream.harness.simulator.report;

import java.util.List;
import java.util.Optional;

/**
 * What a thread was doing.
 *
 * @param state {@code ready} or {@code waiting}
 * @param waitsFor what for
 * @param locks what it holds, the last taken last
 */
public record ThreadState(String name, String state, Optional<String> waitsFor, List<String> locks, Stack stack) {

    public ThreadState {
        locks = List.copyOf(locks);
    }
}
