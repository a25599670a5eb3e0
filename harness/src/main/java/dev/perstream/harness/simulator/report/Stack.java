package dev.perstream.harness.simulator.report;

import java.util.List;
import java.util.Optional;

/**
 * Routines that called each other.
 *
 * @param frames the innermost first
 */
public record Stack(List<Frame> frames) {

    public Stack {
        frames = List.copyOf(frames);
    }

    /** Where in the driver it happened: what a reader looks for first. */
    public Optional<Frame> place() {
        return frames.stream().filter(Frame::ofDriver).findFirst();
    }

    /** What is worth reading: the driver's frames, and what lies between and just below them. */
    public List<Frame> relevant() {
        var last = -1;
        for (var i = 0; i < frames.size(); i++) {
            if (frames.get(i).ofDriver()) {
                last = i;
            }
        }
        return last < 0 ? frames : frames.subList(0, Math.min(last + 2, frames.size()));
    }
}
