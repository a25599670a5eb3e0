package dev.perstream.harness.differential;

import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Steps with other names and paths.
 *
 * @param name what becomes of a name
 * @param path what becomes of a path
 */
record Rewriting(UnaryOperator<String> name, UnaryOperator<String> path) {

    /** Another name, where the old one occurs. */
    static Rewriting name(String from, String to) {
        return new Rewriting(name -> name.equals(from) ? to : name, UnaryOperator.identity());
    }

    /** Another path, where the old one occurs. */
    static Rewriting path(String from, String to) {
        return new Rewriting(UnaryOperator.identity(), path -> path.equals(from) ? to : path);
    }

    /** The step on another volume, where it is on the first. */
    static Step moved(Step step, char from, char to) {
        if (Names.volumes(step).noneMatch(volume -> volume == from)) {
            return step;
        }
        if (step instanceof SystemStep.Attach) {
            return new SystemStep.Attach(to);
        }
        if (step instanceof SystemStep.Detach) {
            return new SystemStep.Detach(to);
        }
        if (step instanceof SystemStep.Mount) {
            return new SystemStep.Mount(to);
        }
        if (step instanceof SystemStep.Dismount dismount) {
            return new SystemStep.Dismount(to, dismount.lock());
        }
        return step instanceof SystemStep.Purge
                ? new SystemStep.Purge(to)
                : new Rewriting(UnaryOperator.identity(), path -> to + path.substring(1)).apply(step);
    }

    /** The name of what a step is about; the first one, where there are two. */
    static Optional<String> name(Step step) {
        var seen = new Seen();
        new Rewriting(seen, UnaryOperator.identity()).apply(step);
        return seen.first;
    }

    /** The path in a step. */
    static Optional<String> path(Step step) {
        var seen = new Seen();
        new Rewriting(UnaryOperator.identity(), seen).apply(step);
        return seen.first;
    }

    /** The step, rewritten. */
    Step apply(Step step) {
        if (step instanceof OpeningStep.Open open) {
            return new OpeningStep.Open(
                    name.apply(open.name()),
                    path.apply(open.path()),
                    open.options(),
                    open.transaction().map(name));
        }
        if (step instanceof OpeningStep.QueryOpen query) {
            return new OpeningStep.QueryOpen(path.apply(query.path()));
        }
        if (step instanceof FileStep.Rename rename) {
            return new FileStep.Rename(name.apply(rename.name()), path.apply(rename.path()), rename.replace());
        }
        if (step instanceof FileStep.Link link) {
            return new FileStep.Link(name.apply(link.name()), path.apply(link.path()), link.replace());
        }
        if (step instanceof OpeningStep.StreamFile stream) {
            return new OpeningStep.StreamFile(name.apply(stream.name()), name.apply(stream.of()));
        }
        return lifetimes(step);
    }

    private Step lifetimes(Step step) {
        if (step instanceof OpeningStep.Close close) {
            return new OpeningStep.Close(name.apply(close.name()));
        }
        if (step instanceof OpeningStep.Hold hold) {
            return new OpeningStep.Hold(name.apply(hold.name()));
        }
        if (step instanceof OpeningStep.Release release) {
            return new OpeningStep.Release(name.apply(release.name()));
        }
        if (step instanceof SystemStep.BeginTransaction begin) {
            return new SystemStep.BeginTransaction(name.apply(begin.name()));
        }
        if (step instanceof SystemStep.Commit commit) {
            return new SystemStep.Commit(name.apply(commit.name()));
        }
        return step instanceof SystemStep.Rollback rollback
                ? new SystemStep.Rollback(name.apply(rollback.name()))
                : changes(step);
    }

    private Step changes(Step step) {
        if (step instanceof FileStep.Read read) {
            return new FileStep.Read(name.apply(read.name()), read.offset(), read.length(), read.options());
        }
        if (step instanceof FileStep.Write write) {
            return new FileStep.Write(name.apply(write.name()), write.offset(), write.length(), write.options());
        }
        if (step instanceof FileStep.Delete delete) {
            return new FileStep.Delete(name.apply(delete.name()), delete.posix());
        }
        if (step instanceof FileStep.Undelete undelete) {
            return new FileStep.Undelete(name.apply(undelete.name()));
        }
        if (step instanceof FileStep.Truncate truncate) {
            return new FileStep.Truncate(name.apply(truncate.name()), truncate.size());
        }
        if (step instanceof FileStep.Allocate allocate) {
            return new FileStep.Allocate(name.apply(allocate.name()), allocate.size());
        }
        return step instanceof FileStep.Touch touch ? new FileStep.Touch(name.apply(touch.name())) : questions(step);
    }

    private Step questions(Step step) {
        if (step instanceof FileStep.Query query) {
            return new FileStep.Query(name.apply(query.name()), query.kind());
        }
        if (step instanceof FileStep.ListFolder list) {
            return new FileStep.ListFolder(name.apply(list.name()), list.pattern(), list.restart());
        }
        if (step instanceof FileStep.QueryVolume query) {
            return new FileStep.QueryVolume(name.apply(query.name()));
        }
        if (step instanceof FileStep.Flush flush) {
            return new FileStep.Flush(name.apply(flush.name()));
        }
        if (step instanceof FileStep.Lock lock) {
            return new FileStep.Lock(name.apply(lock.name()), lock.offset(), lock.length(), lock.shared());
        }
        if (step instanceof FileStep.Unlock unlock) {
            return new FileStep.Unlock(name.apply(unlock.name()), unlock.offset(), unlock.length());
        }
        if (step instanceof FileStep.Control control) {
            return new FileStep.Control(name.apply(control.name()), control.code());
        }
        return step instanceof FileStep.Security security
                ? new FileStep.Security(name.apply(security.name()), security.set())
                : rare(step);
    }

    private Step rare(Step step) {
        if (step instanceof FileStep.QueryEa query) {
            return new FileStep.QueryEa(name.apply(query.name()));
        }
        if (step instanceof FileStep.SetEa set) {
            return new FileStep.SetEa(name.apply(set.name()), set.attribute(), set.remove());
        }
        if (step instanceof FileStep.Label label) {
            return new FileStep.Label(name.apply(label.name()), label.label());
        }
        if (step instanceof FileStep.DeviceControl control) {
            return new FileStep.DeviceControl(name.apply(control.name()), control.code());
        }
        return step instanceof FileStep.Quota quota ? new FileStep.Quota(name.apply(quota.name()), quota.set()) : step;
    }

    /** Keeps what passes by, and changes nothing. */
    private static final class Seen implements UnaryOperator<String> {

        private Optional<String> first = Optional.empty();

        @Override
        public String apply(String value) {
            if (first.isEmpty()) {
                first = Optional.of(value);
            }
            return value;
        }
    }
}
