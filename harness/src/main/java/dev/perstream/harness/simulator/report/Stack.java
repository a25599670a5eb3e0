package dev.perstream.harness.simulator.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** What is worth reading: the driver's routines, and what each of them called of the kernel. */
    public List<Frame> relevant() {
        return IntStream.range(0, frames.size())
                .filter(i -> frames.get(i).ofDriver() || isCalledByTheDriver(i))
                .mapToObj(frames::get)
                .toList();
    }

    /** The kernel's routines, other than the simulator's own, begin with a capital. */
    private boolean isCalledByTheDriver(int i) {
        return i + 1 < frames.size()
                && frames.get(i + 1).ofDriver()
                && frames.get(i)
                        .function()
                        .filter(name -> Character.isUpperCase(name.charAt(0)))
                        .isPresent();
    }
}
