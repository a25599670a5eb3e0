package dev.perstream.harness.differential;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Side;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A machine where any file can be opened, written and renamed, with a defect or without. */
final class TinySide implements Side {

    private final Defect defect;
    private final Map<String, Tally> files = new TreeMap<>();
    private final Map<String, String> handles = new TreeMap<>();
    private final Map<String, Long> identities = new TreeMap<>();
    private long nextIdentity;
    private boolean loaded;

    TinySide(Defect defect) {
        this.defect = defect;
    }

    /** What is wrong with it. */
    enum Defect {
        NONE,
        REPLACING_RENAME_KEEPS_NAME,
        SECOND_HANDLE_NOT_COUNTED,
        POSIX_DELETE_CRASHES,
        SHARED_LOCK_FAILS,
        FLUSH_REPLACES_CONTEXT,
        LEAKS_AFTER_TRUNCATION_TO_ZERO
    }

    private boolean has(Defect one) {
        return defect == one;
    }

    @Override
    public void begin(Declarations declarations) {
        files.clear();
        handles.clear();
        identities.clear();
        loaded = false;
    }

    @Override
    public StepResult perform(Step step) {
        if (step instanceof SystemStep.Load) {
            loaded = true;
        } else if (step instanceof SystemStep.Unload) {
            loaded = false;
        } else if (step instanceof OpeningStep.Open open) {
            return open(open);
        } else if (step instanceof SystemStep.BeginTransaction begin) {
            handles.put(begin.name(), "");
        } else if (step instanceof OpeningStep.StreamFile stream) {
            if (!handles.containsKey(stream.of())) {
                return StepResult.SKIPPED;
            }
            handles.put(stream.name(), "");
        } else if (Rewriting.name(step).isPresent()) {
            return Optional.ofNullable(handles.get(Rewriting.name(step).get()))
                    .map(path -> onFile(step, path))
                    .orElse(StepResult.SKIPPED);
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    private StepResult open(OpeningStep.Open open) {
        if (open.options().contains(OpenOption.EXISTING) && !files.containsKey(open.path())) {
            return StepResult.of(NtStatus.OBJECT_NAME_NOT_FOUND);
        }
        var before = files.getOrDefault(open.path(), new Tally(0, 0, open.path()));
        var counted = before.opens() == 0 || !has(Defect.SECOND_HANDLE_NOT_COUNTED);
        files.put(open.path(), new Tally(before.opens() + (counted ? 1 : 0), before.bytes(), before.name()));
        identities.computeIfAbsent(open.path(), any -> nextIdentity++);
        handles.put(open.name(), open.path());
        return StepResult.of(NtStatus.SUCCESS);
    }

    private StepResult onFile(Step step, String path) {
        if (path.isEmpty() && !(step instanceof OpeningStep.Close)) {
            return StepResult.of(NtStatus.SUCCESS);
        }
        var state = files.getOrDefault(path, new Tally(0, 0, ""));
        if (step instanceof OpeningStep.Close close) {
            handles.remove(close.name());
            if (!handles.containsValue(path)) {
                files.remove(path);
            }
        } else if (step instanceof FileStep.Write write) {
            files.put(path, new Tally(state.opens(), state.bytes() + write.length(), state.name()));
        } else if (step instanceof FileStep.Rename rename) {
            var follows = !rename.replace() || !has(Defect.REPLACING_RENAME_KEEPS_NAME);
            files.put(path, new Tally(state.opens(), state.bytes(), follows ? rename.path() : state.name()));
        } else if (step instanceof FileStep.Delete delete && delete.posix() && has(Defect.POSIX_DELETE_CRASHES)) {
            throw new AssertionError("memory: the driver reads what it has freed");
        } else if (step instanceof FileStep.Lock lock && lock.shared() && has(Defect.SHARED_LOCK_FAILS)) {
            return StepResult.of(NtStatus.INVALID_PARAMETER);
        } else if (step instanceof FileStep.Flush && has(Defect.FLUSH_REPLACES_CONTEXT)) {
            identities.put(path, nextIdentity++);
        } else if (step instanceof FileStep.Truncate truncate
                && truncate.size() == 0
                && has(Defect.LEAKS_AFTER_TRUNCATION_TO_ZERO)) {
            identities.put("leaked", 0L);
        }
        return StepResult.of(NtStatus.SUCCESS);
    }

    @Override
    public Observation observe() {
        var contexts = new ArrayList<Observed>();
        if (loaded) {
            files.forEach((path, tally) -> {
                var names = new TreeSet<String>();
                handles.forEach((name, open) -> {
                    if (open.equals(path)) {
                        names.add(name);
                    }
                });
                if (!names.isEmpty()) {
                    contexts.add(new Observed(Attachment.STREAM, names, tally, identities.getOrDefault(path, -1L)));
                }
            });
        }
        return new Observation(contexts, List.of(), SystemTime.NONE);
    }

    @Override
    public void finish() {
        if (identities.containsKey("leaked")) {
            throw new AssertionError("S11: a reference is left");
        }
    }

    @Override
    public void close() {
        files.clear();
    }
}
