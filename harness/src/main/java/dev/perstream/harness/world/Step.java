package dev.perstream.harness.world;

import dev.perstream.harness.context.NtStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing that happens. A handle or transaction is known by a name, which is a word of letters and digits; a path begins
 * with its volume, {@code C:\folder\file.txt:stream}, and {@code C:} alone is the volume itself.
 */
public sealed interface Step {

    /** The line of the scenario language. */
    String line();

    record Load() implements Step {
        @Override
        public String line() {
            return "load";
        }
    }

    record Unload() implements Step {
        @Override
        public String line() {
            return "unload";
        }
    }

    /** A minifilter's instance is attached by hand. */
    record Attach(char volume) implements Step {
        @Override
        public String line() {
            return "attach " + volume + ":";
        }
    }

    record Detach(char volume) implements Step {
        @Override
        public String line() {
            return "detach " + volume + ":";
        }
    }

    record Mount(char volume) implements Step {
        @Override
        public String line() {
            return "mount " + volume + ":";
        }
    }

    record Dismount(char volume, boolean lock) implements Step {
        @Override
        public String line() {
            return "dismount " + volume + ":" + (lock ? " lock" : "");
        }
    }

    /** Memory and cache manager let go of what they kept. */
    record Purge(char volume) implements Step {
        @Override
        public String line() {
            return "purge " + volume + ":";
        }
    }

    record Shutdown() implements Step {
        @Override
        public String line() {
            return "shutdown";
        }
    }

    record Open(String name, String path, Set<OpenOption> options, Optional<String> transaction) implements Step {
        public Open {
            options = Set.copyOf(options);
        }

        @Override
        public String line() {
            return words("open " + name + " = " + quoted(path), options, OpenOption.class, OpenOption::key)
                    + transaction.map(t -> " in " + t).orElse("");
        }
    }

    /** Attributes are asked for by path, by fast I/O where possible. */
    record QueryOpen(String path) implements Step {
        @Override
        public String line() {
            return "query-open " + quoted(path);
        }
    }

    record Close(String name) implements Step {
        @Override
        public String line() {
            return "close " + name;
        }
    }

    /** The file object is referenced, so that its close comes later than its cleanup. */
    record Hold(String name) implements Step {
        @Override
        public String line() {
            return "hold " + name;
        }
    }

    /** Takes back a hold. */
    record Release(String name) implements Step {
        @Override
        public String line() {
            return "release " + name;
        }
    }

    record Read(String name, long offset, long length, Set<IoOption> options) implements Step {
        public Read {
            options = Set.copyOf(options);
        }

        @Override
        public String line() {
            return words("read " + name + " " + offset + " " + length, options, IoOption.class, IoOption::key);
        }
    }

    record Write(String name, long offset, long length, Set<IoOption> options) implements Step {
        public Write {
            options = Set.copyOf(options);
        }

        @Override
        public String line() {
            return words("write " + name + " " + offset + " " + length, options, IoOption.class, IoOption::key);
        }
    }

    record Rename(String name, String path, boolean replace) implements Step {
        @Override
        public String line() {
            return "rename " + name + " " + quoted(path) + (replace ? " replace" : "");
        }
    }

    record Link(String name, String path, boolean replace) implements Step {
        @Override
        public String line() {
            return "link " + name + " " + quoted(path) + (replace ? " replace" : "");
        }
    }

    record Delete(String name, boolean posix) implements Step {
        @Override
        public String line() {
            return "delete " + name + (posix ? " posix" : "");
        }
    }

    record Undelete(String name) implements Step {
        @Override
        public String line() {
            return "undelete " + name;
        }
    }

    record Truncate(String name, long size) implements Step {
        @Override
        public String line() {
            return "truncate " + name + " " + size;
        }
    }

    record Allocate(String name, long size) implements Step {
        @Override
        public String line() {
            return "allocate " + name + " " + size;
        }
    }

    /** Sets the file's times. */
    record Touch(String name) implements Step {
        @Override
        public String line() {
            return "touch " + name;
        }
    }

    /** The file system opens a stream file object of its own on a file. */
    record StreamFile(String name, String of) implements Step {
        @Override
        public String line() {
            return "stream-file " + name + " = " + of;
        }
    }

    record Query(String name, InformationKind kind) implements Step {
        @Override
        public String line() {
            return "query " + name + " " + kind.key();
        }
    }

    /** Reads a folder's entries. */
    record ListFolder(String name, String pattern, boolean restart) implements Step {
        @Override
        public String line() {
            return "list " + name + " \"" + pattern + "\"" + (restart ? " restart" : "");
        }
    }

    record QueryVolume(String name) implements Step {
        @Override
        public String line() {
            return "query-volume " + name;
        }
    }

    record Flush(String name) implements Step {
        @Override
        public String line() {
            return "flush " + name;
        }
    }

    record Lock(String name, long offset, long length, boolean shared) implements Step {
        @Override
        public String line() {
            return "lock " + name + " " + offset + " " + length + (shared ? " shared" : "");
        }
    }

    record Unlock(String name, long offset, long length) implements Step {
        @Override
        public String line() {
            return "unlock " + name + " " + offset + " " + length;
        }
    }

    /** Sends a file-system control code. */
    record Control(String name, long code) implements Step {
        @Override
        public String line() {
            return String.format("control %s 0x%X", name, code);
        }
    }

    record Security(String name, boolean set) implements Step {
        @Override
        public String line() {
            return "security " + name + (set ? " set" : "");
        }
    }

    record BeginTransaction(String name) implements Step {
        @Override
        public String line() {
            return "transaction " + name;
        }
    }

    record Commit(String name) implements Step {
        @Override
        public String line() {
            return "commit " + name;
        }
    }

    record Rollback(String name) implements Step {
        @Override
        public String line() {
            return "rollback " + name;
        }
    }

    /** Time passes; whole milliseconds. */
    record Pass(Duration time) implements Step {
        @Override
        public String line() {
            return "pass " + time.toMillis();
        }
    }

    /** An allocation of the driver's fails: the n-th from now on, counted from 1. The model knows nothing of it. */
    record FailAllocation(int ordinal) implements Step {
        @Override
        public String line() {
            return "fail allocation " + ordinal;
        }
    }

    /** A call of the driver's returns a status without effect: the n-th from now on. The model knows nothing of it. */
    record FailRoutine(String routine, NtStatus status, int ordinal) implements Step {
        @Override
        public String line() {
            return String.format("fail %s 0x%08X %d", routine, status.code(), ordinal);
        }
    }

    private static String quoted(String path) {
        return path.indexOf(' ') < 0 ? path : '"' + path + '"';
    }

    private static <E extends Enum<E>> String words(
            String start, Set<E> options, Class<E> type, Function<E, String> key) {
        var line = new StringBuilder(start);
        var ordered = EnumSet.noneOf(type);
        ordered.addAll(options);
        ordered.forEach(option -> line.append(' ').append(key.apply(option)));
        return line.toString();
    }
}
