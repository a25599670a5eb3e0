package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.report.Benchmark.Hotspot;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.Place;
import dev.perstream.harness.simulator.run.Event.Sample;
import dev.perstream.harness.simulator.run.Symbols.Address;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where the time of a benchmark goes. */
final class Profile {

    private Profile() {}

    /** The routines of the samples, the one with the most time first. */
    static List<Hotspot> of(List<Sample> samples, Set<String> drivers, Optional<Path> addr2line) {
        var addresses = samples.stream().map(Profile::address).collect(Collectors.toCollection(TreeSet::new));
        var symbols = Symbols.find(addr2line, addresses, drivers);
        var counts = new HashMap<Frame, Long>();
        for (var sample : samples) {
            var frame = new Frame(sample.module(), sample.offset(), Optional.empty(), Optional.empty(), false);
            counts.merge(routine(symbols.resolve(frame, drivers).get(0)), sample.count(), Long::sum);
        }
        var all = Math.max(1, samples.stream().mapToLong(Sample::count).sum());
        return counts.entrySet().stream()
                .map(entry -> new Hotspot(
                        entry.getKey().function().orElse("?"),
                        entry.getKey()
                                .place()
                                .map(Place::file)
                                .orElse(entry.getKey().module()),
                        (double) entry.getValue() / all))
                .sorted(Comparator.comparingDouble(Hotspot::share).reversed().thenComparing(Hotspot::routine))
                .toList();
    }

    private static Address address(Sample sample) {
        return new Address(sample.module(), sample.offset());
    }

    /** A frame of which only the routine counts. */
    private static Frame routine(Frame frame) {
        return new Frame(
                frame.module(),
                0,
                frame.function(),
                frame.place().map(place -> new Place(place.file(), 1)),
                frame.ofDriver());
    }
}
