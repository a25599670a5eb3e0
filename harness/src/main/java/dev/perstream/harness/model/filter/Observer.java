package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.model.machine.Machine;
import dev.perstream.harness.model.machine.OpenFile;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Shows all contexts of a filter with where they are reached from. */
public final class Observer {

    private static final Comparator<Observed> ORDER = Comparator.comparing(Observed::attachment)
            .thenComparing(observed -> String.join(" ", observed.reachedFrom()))
            .thenComparing(Observed::identity);

    private final Machine machine;
    private final FilterEngine filter;
    private final Map<LiveContext<?>, SortedSet<String>> names = new HashMap<>();

    private Observer(Machine machine, FilterEngine filter) {
        this.machine = machine;
        this.filter = filter;
    }

    /** What there is now. */
    public static Observation observe(Machine machine, FilterEngine filter, SystemTime time) {
        return new Observer(machine, filter).observation(time);
    }

    private Observation observation(SystemTime time) {
        var contexts = new ArrayList<Observed>();
        var letters = new ArrayList<Character>();
        for (var volume : machine.volumes()) {
            if (volume.mount().filter(filter::isAttached).isPresent()) {
                letters.add(volume.letter());
            }
        }
        machine.held().forEach((name, file) -> {
            if (!machine.files().containsKey(name)) {
                note(name, file);
            }
        });
        machine.files().forEach(this::note);
        noteVolumes();
        noteTransactions();
        for (var kind : filter.contexts().kinds()) {
            kind.all().forEach(context -> show(kind, context, contexts));
        }
        contexts.sort(ORDER);
        return new Observation(contexts, List.copyOf(letters), time);
    }

    private void note(String name, OpenFile file) {
        for (var kind : filter.contexts().kinds()) {
            switch (kind.attachment()) {
                case FILE -> {
                    var anchor = filter.contexts().anchors().ofFile(file.control());
                    if (anchor != null) {
                        note(kind, anchor, name);
                    }
                }
                case STREAM -> note(kind, file.control(), name);
                case STREAM_HANDLE -> note(kind, file, name);
                default -> {}
            }
        }
    }

    private void noteVolumes() {
        for (var volume : machine.volumes()) {
            volume.mount().ifPresent(mount -> {
                for (var kind : filter.contexts().kinds()) {
                    note(kind, mount, volume.letter() + ":");
                }
            });
        }
    }

    private void noteTransactions() {
        machine.transactions().forEach((name, transaction) -> {
            for (var mount : filter.attached()) {
                for (var kind : filter.contexts().kinds()) {
                    note(kind, new TransactionOnVolume(transaction, mount), name);
                }
            }
        });
    }

    private void note(ContextKind<?> kind, Object anchor, String name) {
        kind.find(anchor)
                .ifPresent(context ->
                        names.computeIfAbsent(context, any -> new TreeSet<>()).add(name));
    }

    /** One that nobody has open is shown as kept; one of a volume that is mounted no more is not shown. */
    private void show(ContextKind<?> kind, LiveContext<?> context, List<Observed> into) {
        var from = names.get(context);
        if (from == null && !kind.isOfFile()) {
            return;
        }
        if (from == null) {
            from = new TreeSet<>(List.of(context.mount().volume().letter() + ": kept"));
        }
        into.add(new Observed(kind.attachment(), from, context.snapshot(), context.identity()));
    }
}
