package dev.perstream.harness.world;

import java.util.Optional;
import java.util.Set;

/** A step by which something is opened or closed, or that makes a file object stay. */
public sealed interface OpeningStep extends Step {

    /**
     * Opens a file, a stream, a folder or a volume, and mounts the volume if it is not mounted.
     *
     * @param name by which later steps know the handle; what had the name before stays open, without one
     * @param path with its volume
     * @param options how; of several dispositions the first in the order of {@link OpenOption} holds
     * @param transaction the name of the transaction in which it is opened
     */
    record Open(String name, String path, Set<OpenOption> options, Optional<String> transaction)
            implements OpeningStep {
        public Open {
            options = Set.copyOf(options);
        }

        @Override
        public String line() {
            return Lines.withOptions(
                            "open " + name + " = " + Lines.quoted(path), options, OpenOption.class, OpenOption::key)
                    + transaction.map(t -> " in " + t).orElse("");
        }
    }

    /**
     * Attributes are asked for by path, as {@code GetFileAttributes} does: by the fast I/O routine {@code FastIoQueryOpen}
     * where file system and filters have one, or by an open, a query and a close.
     *
     * @param path with its volume
     */
    record QueryOpen(String path) implements OpeningStep {
        @Override
        public String line() {
            return "query-open " + Lines.quoted(path);
        }
    }

    /**
     * Closes a handle: {@code IRP_MJ_CLEANUP}, and {@code IRP_MJ_CLOSE} when nothing refers to the file object any more. Or
     * closes a transaction's, which rolls it back unless it has ended.
     *
     * @param name of what is closed
     */
    record Close(String name) implements OpeningStep {
        @Override
        public String line() {
            return "close " + name;
        }
    }

    /**
     * The file object is referenced, so that its close comes later than its cleanup.
     *
     * @param name of what is open
     */
    record Hold(String name) implements OpeningStep {
        @Override
        public String line() {
            return "hold " + name;
        }
    }

    /**
     * Takes back a hold.
     *
     * @param name under which it was held
     */
    record Release(String name) implements OpeningStep {
        @Override
        public String line() {
            return "release " + name;
        }
    }

    /**
     * The file system opens a stream file object of its own on a file, as {@code IoCreateStreamFileObject} does: no filter sees
     * a create, and there is no cleanup.
     *
     * @param name by which later steps know it
     * @param of the name of what is open on the file
     */
    record StreamFile(String name, String of) implements OpeningStep {
        @Override
        public String line() {
            return "stream-file " + name + " = " + of;
        }
    }
}
