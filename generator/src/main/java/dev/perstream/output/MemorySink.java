package dev.perstream.output;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Keeps the files of the last run in memory. */
public final class MemorySink implements Sink {

    private final Map<String, String> plumbing = new TreeMap<>();
    private final Map<String, String> scaffolds = new TreeMap<>();

    @Override
    public Outcome accept(List<PlannedFile> files) {
        PlannedPaths.check(files);
        var former = new TreeMap<>(plumbing);
        plumbing.clear();
        var written = 0;
        var scaffoldsWritten = 0;
        for (var file : files) {
            if (file.owner() == Owner.SCAFFOLD) {
                scaffoldsWritten += scaffolds.putIfAbsent(file.path(), file.content()) == null ? 1 : 0;
            } else {
                plumbing.put(file.path(), file.content());
                written += Objects.equals(former.remove(file.path()), file.content()) ? 0 : 1;
            }
        }
        former.keySet().removeAll(plumbing.keySet());
        return new Outcome(
                written, plumbing.size() - written, former.size(), scaffoldsWritten, List.of(), List.of(), List.of());
    }

    /** The generated files by path, in its order. */
    public Map<String, String> plumbing() {
        return Collections.unmodifiableMap(new TreeMap<>(plumbing));
    }

    /** The author's files by path, in its order. */
    public Map<String, String> scaffolds() {
        return Collections.unmodifiableMap(new TreeMap<>(scaffolds));
    }
}
