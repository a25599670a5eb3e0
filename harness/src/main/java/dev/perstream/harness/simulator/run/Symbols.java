package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds routines and lines of addresses.
 *
 * @param lines what is known of each address; several frames where a routine was compiled into another
 */
record Symbols(Map<Address, List<Frame>> lines) {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String UNKNOWN = "?";

    /** An instruction. */
    record Address(String module, long offset) implements Comparable<Address> {

        static Address of(Frame frame) {
            return new Address(frame.module(), frame.offset());
        }

        @Override
        public int compareTo(Address other) {
            var byModule = module.compareTo(other.module);
            return byModule != 0 ? byModule : Long.compareUnsigned(offset, other.offset);
        }
    }

    Symbols {
        lines = Map.copyOf(lines);
    }

    /**
     * Asks for addresses, with one run of the program for each module.
     *
     * @param addr2line absent: nothing is found
     * @param drivers the modules that are drivers
     */
    static Symbols find(Optional<Path> addr2line, SortedSet<Address> addresses, Set<String> drivers) {
        var lines = new HashMap<Address, List<Frame>>();
        if (addr2line.isPresent()) {
            var byModule = addresses.stream()
                    .filter(address -> drivers.contains(address.module())
                            || address.module().contains("perstream-sim"))
                    .collect(Collectors.groupingBy(Address::module));
            byModule.forEach(
                    (module, all) -> lines.putAll(ask(addr2line.get(), module, all, drivers.contains(module))));
        }
        return new Symbols(lines);
    }

    /** The frames of an address: itself if nothing more is known. */
    List<Frame> resolve(Frame frame, Set<String> drivers) {
        var found = lines.get(Address.of(frame));
        if (found != null && !found.isEmpty()) {
            return found;
        }
        return List.of(new Frame(
                frame.module(), frame.offset(), frame.function(), frame.place(), drivers.contains(frame.module())));
    }

    private static Map<Address, List<Frame>> ask(
            Path addr2line, String module, List<Address> addresses, boolean ofDriver) {
        var words = List.of(addr2line.toString(), "-a", "-f", "-C", "-i", "-e", module);
        var input = new TreeSet<>(addresses)
                .stream()
                        .map(address -> "0x" + Long.toHexString(address.offset()))
                        .collect(Collectors.joining("\n"));
        var run = Command.of(LIMIT, words).reading(input + "\n").run();
        return run.succeeded() ? read(run.output(), module, ofDriver) : Map.of();
    }

    /** The program's answer: an address, then for each frame a line with the routine and one with the place. */
    static Map<Address, List<Frame>> read(String output, String module, boolean ofDriver) {
        var frames = new HashMap<Address, List<Frame>>();
        var lines = output.lines().toList();
        var offset = 0L;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("0x")) {
                offset = Long.parseUnsignedLong(line.substring(2), 16);
            } else if (i + 1 < lines.size()) {
                var function = Optional.of(line).filter(name -> !name.startsWith(UNKNOWN));
                var place = place(lines.get(++i));
                if (function.isPresent() || place.isPresent()) {
                    frames.computeIfAbsent(new Address(module, offset), any -> new ArrayList<>())
                            .add(new Frame(module, offset, function, place, ofDriver));
                }
            }
        }
        return frames;
    }

    private static Optional<Place> place(String text) {
        var end = text.replaceFirst(" \\(discriminator \\d+\\)$", "");
        var colon = end.lastIndexOf(':');
        if (colon < 0 || end.startsWith(UNKNOWN)) {
            return Optional.empty();
        }
        var line = end.substring(colon + 1);
        return line.matches("[1-9]\\d{0,8}")
                ? Optional.of(new Place(end.substring(0, colon), Integer.parseInt(line)))
                : Optional.empty();
    }
}
