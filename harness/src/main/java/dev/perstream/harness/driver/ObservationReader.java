package dev.perstream.harness.driver;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.DecodeException;
import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.ContextsInMemory;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeSet;

/** Reads the lines that the simulator answers {@code observe} with, and the contexts in them. */
final class ObservationReader {

    private static final int HEX = 16;
    private static final Comparator<Observed> ORDER = Comparator.comparing(Observed::attachment)
            .thenComparing(context -> String.join(" ", context.reachedFrom()))
            .thenComparing(context -> context.snapshot().toString());

    private final DriverModel model;
    private final long instanceOffset;
    private final Map<Attachment, ContextType<?>> types = new EnumMap<>(Attachment.class);
    /** By address; also those that have ended, which contexts may still tell of. */
    private final Map<Long, String> instances = new HashMap<>();

    /**
     * A reader for one of a filter's drivers.
     *
     * @param instanceOffset where in a legacy filter's device extension its instance context lies, in bytes
     */
    ObservationReader(FilterDefinition definition, DriverModel model, long instanceOffset) {
        this.model = model;
        this.instanceOffset = instanceOffset;
        for (var context : definition.contexts()) {
            if (context.type().layout(model, Abi.X64).isPresent()) {
                types.put(context.type().attachment(), context.type());
            }
        }
    }

    /** What follows is about another machine. */
    void begin() {
        instances.clear();
    }

    /**
     * The observation that a line tells.
     *
     * @throws ImpossibleContextException if a context in it holds what it cannot
     */
    Observation read(String line) {
        return new Reading(line).observation();
    }

    /** One line. */
    private final class Reading {

        private final LiveMemory memory = new LiveMemory();
        private final Map<Place, SortedSet<String>> places = new LinkedHashMap<>();
        private final SortedSet<Character> attachedTo = new TreeSet<>();
        private final SystemTime time;

        Reading(String line) {
            var items = new StringTokenizer(line, " ");
            items.nextToken(); // observe
            time = new SystemTime(Long.parseLong(items.nextToken()));
            instances.forEach((object, name) -> memory.name(object, "instance on " + name));
            while (items.hasMoreTokens()) {
                item(items.nextToken());
            }
        }

        private void item(String item) {
            if (item.charAt(0) == 'm') {
                var end = item.indexOf(':', 2);
                memory.add(Long.parseUnsignedLong(item, 2, end, HEX), Bytes.ofHex(item.substring(end + 1)));
                return;
            }
            var parts = List.of(item.split(":", -1));
            switch (parts.get(0)) {
                case "h" -> {
                    reached(Attachment.FILE, parts.get(1), parts.get(2));
                    reached(Attachment.STREAM, parts.get(1), parts.get(3));
                    reached(Attachment.STREAM_HANDLE, parts.get(1), parts.get(4));
                }
                case "s" -> reached(Attachment.SECTION, parts.get(1), parts.get(2));
                case "t" -> reached(Attachment.TRANSACTION, parts.get(1), parts.get(2));
                case "u" -> reached(kept(parts.get(2)), parts.get(1) + ": kept", parts.get(3));
                case "v" -> volume(parts);
                default -> throw new IllegalStateException("the simulator observes what is not known here: " + item);
            }
        }

        private void volume(List<String> parts) {
            var name = parts.get(1) + ":";
            var object = Long.parseUnsignedLong(parts.get(4), HEX);
            reached(Attachment.VOLUME, name, parts.get(2));
            if (model == DriverModel.LEGACY) {
                var extension = Long.parseUnsignedLong(parts.get(3), HEX);
                if (extension != 0 && types.containsKey(Attachment.INSTANCE)) {
                    reached(Attachment.INSTANCE, name, extension + instanceOffset);
                }
            } else {
                reached(Attachment.INSTANCE, name, parts.get(3));
            }
            if (object != 0) {
                attachedTo.add(parts.get(1).charAt(0));
                memory.name(object, "instance on " + name);
                instances.put(object, name);
            }
        }

        private void reached(Attachment attachment, String from, String address) {
            reached(attachment, from, Long.parseUnsignedLong(address, HEX));
        }

        private void reached(Attachment attachment, String from, long address) {
            if (address != 0) {
                places.computeIfAbsent(new Place(attachment, address), any -> new TreeSet<>())
                        .add(from);
            }
        }

        Observation observation() {
            var known = new ContextsInMemory(memory, model, Abi.X64);
            var contexts = new ArrayList<Observed>();
            places.forEach((place, from) -> contexts.add(
                    new Observed(place.attachment(), from, snapshot(place, from, known), place.address())));
            contexts.sort(ORDER);
            return new Observation(contexts, List.copyOf(attachedTo), time);
        }

        private ContextSnapshot snapshot(Place place, SortedSet<String> from, ContextsInMemory known) {
            var type = types.get(place.attachment());
            if (type == null) {
                throw new IllegalStateException("the driver has set a context on a "
                        + place.attachment().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ", of which the schema knows nothing");
            }
            try {
                return known.read(type, place.address());
            } catch (DecodeException mistake) {
                throw new ImpossibleContextException(type + " of " + String.join(", ", from), mistake);
            }
        }
    }

    private static Attachment kept(String kind) {
        return switch (kind) {
            case "file" -> Attachment.FILE;
            case "stream" -> Attachment.STREAM;
            default -> Attachment.STREAM_HANDLE;
        };
    }

    /** A context, by what it is attached to and where it lies. */
    private record Place(Attachment attachment, long address) {}
}
