package dev.perstream.harness.differential;

import dev.perstream.harness.world.Step;
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
        if (step instanceof Step.Attach) {
            return new Step.Attach(to);
        }
        if (step instanceof Step.Detach) {
            return new Step.Detach(to);
        }
        if (step instanceof Step.Mount) {
            return new Step.Mount(to);
        }
        if (step instanceof Step.Dismount dismount) {
            return new Step.Dismount(to, dismount.lock());
        }
        return step instanceof Step.Purge
                ? new Step.Purge(to)
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
        if (step instanceof Step.Open open) {
            return new Step.Open(
                    name.apply(open.name()),
                    path.apply(open.path()),
                    open.options(),
                    open.transaction().map(name));
        }
        if (step instanceof Step.QueryOpen query) {
            return new Step.QueryOpen(path.apply(query.path()));
        }
        if (step instanceof Step.Rename rename) {
            return new Step.Rename(name.apply(rename.name()), path.apply(rename.path()), rename.replace());
        }
        if (step instanceof Step.Link link) {
            return new Step.Link(name.apply(link.name()), path.apply(link.path()), link.replace());
        }
        if (step instanceof Step.StreamFile stream) {
            return new Step.StreamFile(name.apply(stream.name()), name.apply(stream.of()));
        }
        return lifetimes(step);
    }

    private Step lifetimes(Step step) {
        if (step instanceof Step.Close close) {
            return new Step.Close(name.apply(close.name()));
        }
        if (step instanceof Step.Hold hold) {
            return new Step.Hold(name.apply(hold.name()));
        }
        if (step instanceof Step.Release release) {
            return new Step.Release(name.apply(release.name()));
        }
        if (step instanceof Step.BeginTransaction begin) {
            return new Step.BeginTransaction(name.apply(begin.name()));
        }
        if (step instanceof Step.Commit commit) {
            return new Step.Commit(name.apply(commit.name()));
        }
        return step instanceof Step.Rollback rollback ? new Step.Rollback(name.apply(rollback.name())) : changes(step);
    }

    private Step changes(Step step) {
        if (step instanceof Step.Read read) {
            return new Step.Read(name.apply(read.name()), read.offset(), read.length(), read.options());
        }
        if (step instanceof Step.Write write) {
            return new Step.Write(name.apply(write.name()), write.offset(), write.length(), write.options());
        }
        if (step instanceof Step.Delete delete) {
            return new Step.Delete(name.apply(delete.name()), delete.posix());
        }
        if (step instanceof Step.Undelete undelete) {
            return new Step.Undelete(name.apply(undelete.name()));
        }
        if (step instanceof Step.Truncate truncate) {
            return new Step.Truncate(name.apply(truncate.name()), truncate.size());
        }
        if (step instanceof Step.Allocate allocate) {
            return new Step.Allocate(name.apply(allocate.name()), allocate.size());
        }
        return step instanceof Step.Touch touch ? new Step.Touch(name.apply(touch.name())) : questions(step);
    }

    private Step questions(Step step) {
        if (step instanceof Step.Query query) {
            return new Step.Query(name.apply(query.name()), query.kind());
        }
        if (step instanceof Step.ListFolder list) {
            return new Step.ListFolder(name.apply(list.name()), list.pattern(), list.restart());
        }
        if (step instanceof Step.QueryVolume query) {
            return new Step.QueryVolume(name.apply(query.name()));
        }
        if (step instanceof Step.Flush flush) {
            return new Step.Flush(name.apply(flush.name()));
        }
        if (step instanceof Step.Lock lock) {
            return new Step.Lock(name.apply(lock.name()), lock.offset(), lock.length(), lock.shared());
        }
        if (step instanceof Step.Unlock unlock) {
            return new Step.Unlock(name.apply(unlock.name()), unlock.offset(), unlock.length());
        }
        if (step instanceof Step.Control control) {
            return new Step.Control(name.apply(control.name()), control.code());
        }
        return step instanceof Step.Security security
                ? new Step.Security(name.apply(security.name()), security.set())
                : step;
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
