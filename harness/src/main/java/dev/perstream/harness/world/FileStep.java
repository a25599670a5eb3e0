package dev.perstream.harness.world;

import java.util.Set;

/** A step on something that is open. It is skipped where nothing is open under its name. */
public sealed interface FileStep extends Step {

    /** The most bytes that a step reads or writes: what the simulated disks and buffers take without pains. */
    long LONGEST_TRANSFER = 16L << 20;

    /** The furthest that a read or write may begin, in bytes. */
    long FURTHEST_OFFSET = 1L << 62;

    /** The name of what is open. */
    String name();

    /**
     * Reads bytes.
     *
     * @param name of what is open
     * @param offset of the first, in bytes from the beginning of the stream; 0 to {@link #FURTHEST_OFFSET}
     * @param length in bytes, from 0 to {@link #LONGEST_TRANSFER}
     * @param options how
     */
    record Read(String name, long offset, long length, Set<IoOption> options) implements FileStep {
        /** Throws {@link IllegalArgumentException} for an offset or a length out of its range. */
        public Read {
            Ranges.check("the offset of a read", offset, FURTHEST_OFFSET);
            Ranges.check("the length of a read", length, LONGEST_TRANSFER);
            options = Set.copyOf(options);
        }

        @Override
        public String line() {
            return Lines.withOptions(
                    "read " + name + " " + offset + " " + length, options, IoOption.class, IoOption::key);
        }
    }

    /**
     * Writes bytes.
     *
     * @param name of what is open
     * @param offset of the first, in bytes from the beginning of the stream, 0 or more; it does not count with {@link
     *     IoOption#APPEND}
     * @param length in bytes, from 0 to {@link #LONGEST_TRANSFER}
     * @param options how
     */
    record Write(String name, long offset, long length, Set<IoOption> options) implements FileStep {
        /** Throws {@link IllegalArgumentException} for an offset or a length out of its range. */
        public Write {
            Ranges.check("the offset of a write", offset, FURTHEST_OFFSET);
            Ranges.check("the length of a write", length, LONGEST_TRANSFER);
            options = Set.copyOf(options);
        }

        @Override
        public String line() {
            return Lines.withOptions(
                    "write " + name + " " + offset + " " + length, options, IoOption.class, IoOption::key);
        }
    }

    /**
     * Renames or moves a file or folder on its volume, or renames an alternate stream: {@code FileRenameInformation}.
     *
     * @param name of what is open
     * @param path the new one with its volume, or a stream's name that begins with a colon
     * @param replace whether another file of the name is replaced; the step fails otherwise
     */
    record Rename(String name, String path, boolean replace) implements FileStep {
        @Override
        public String line() {
            return "rename " + name + " " + Lines.quoted(path) + (replace ? " replace" : "");
        }
    }

    /**
     * Gives a file a further name, a hard link: {@code FileLinkInformation}.
     *
     * @param name of what is open
     * @param path the further one with its volume
     * @param replace whether another file of the name is replaced; the step fails otherwise
     */
    record Link(String name, String path, boolean replace) implements FileStep {
        @Override
        public String line() {
            return "link " + name + " " + Lines.quoted(path) + (replace ? " replace" : "");
        }
    }

    /**
     * Marks what is open for deletion: {@code FileDispositionInformation}.
     *
     * @param name of what is open
     * @param posix whether its name goes with this handle, by {@code FileDispositionInformationEx}; it goes with the last
     *     handle otherwise
     */
    record Delete(String name, boolean posix) implements FileStep {
        @Override
        public String line() {
            return "delete " + name + (posix ? " posix" : "");
        }
    }

    /**
     * Takes back a deletion that has not come about yet.
     *
     * @param name of what is open
     */
    record Undelete(String name) implements FileStep {
        @Override
        public String line() {
            return "undelete " + name;
        }
    }

    /**
     * Sets the end of the stream: {@code FileEndOfFileInformation}.
     *
     * @param name of what is open
     * @param size in bytes, less or more than it has
     */
    record Truncate(String name, long size) implements FileStep {
        @Override
        public String line() {
            return "truncate " + name + " " + size;
        }
    }

    /**
     * Sets the allocation size: {@code FileAllocationInformation}.
     *
     * @param name of what is open
     * @param size in bytes; one below the stream's size cuts the stream
     */
    record Allocate(String name, long size) implements FileStep {
        @Override
        public String line() {
            return "allocate " + name + " " + size;
        }
    }

    /**
     * Sets the file's times: {@code FileBasicInformation}.
     *
     * @param name of what is open
     */
    record Touch(String name) implements FileStep {
        @Override
        public String line() {
            return "touch " + name;
        }
    }

    /**
     * Asks for information about the file.
     *
     * @param name of what is open
     * @param kind what is asked for
     */
    record Query(String name, InformationKind kind) implements FileStep {
        @Override
        public String line() {
            return "query " + name + " " + kind.key();
        }
    }

    /**
     * Reads a folder's entries from the first to the last: {@code IRP_MN_QUERY_DIRECTORY}, as often as it takes.
     *
     * @param name of the open folder
     * @param pattern of the entries' names, such as {@code *.txt}
     * @param restart whether its line says so; the step begins anew in any case
     */
    record ListFolder(String name, String pattern, boolean restart) implements FileStep {
        @Override
        public String line() {
            return "list " + name + " \"" + pattern + "\"" + (restart ? " restart" : "");
        }
    }

    /**
     * Asks for the attributes of the volume on which it is.
     *
     * @param name of what is open
     */
    record QueryVolume(String name) implements FileStep {
        @Override
        public String line() {
            return "query-volume " + name;
        }
    }

    /**
     * Flushes what is cached.
     *
     * @param name of what is open
     */
    record Flush(String name) implements FileStep {
        @Override
        public String line() {
            return "flush " + name;
        }
    }

    /**
     * Locks a range of bytes; fails where another lock is in the way.
     *
     * @param name of what is open
     * @param offset of the first, in bytes
     * @param length in bytes
     * @param shared whether all may still read, and lock likewise; nobody else may do anything otherwise
     */
    record Lock(String name, long offset, long length, boolean shared) implements FileStep {
        @Override
        public String line() {
            return "lock " + name + " " + offset + " " + length + (shared ? " shared" : "");
        }
    }

    /**
     * Unlocks a range of bytes, which must be one that was locked.
     *
     * @param name of what is open
     * @param offset of the first, in bytes
     * @param length in bytes
     */
    record Unlock(String name, long offset, long length) implements FileStep {
        @Override
        public String line() {
            return "unlock " + name + " " + offset + " " + length;
        }
    }

    /**
     * Sends a file-system control code: {@code IRP_MN_USER_FS_REQUEST}.
     *
     * @param name of what is open
     * @param code 32 bits, such as 0x90018 for {@code FSCTL_LOCK_VOLUME}
     */
    record Control(String name, long code) implements FileStep {
        @Override
        public String line() {
            return String.format("control %s 0x%X", name, code);
        }
    }

    /**
     * Asks for the security descriptor, or sets it.
     *
     * @param name of what is open
     * @param set whether it is set
     */
    record Security(String name, boolean set) implements FileStep {
        @Override
        public String line() {
            return "security " + name + (set ? " set" : "");
        }
    }

    /**
     * Asks for all extended attributes.
     *
     * @param name of what is open
     */
    record QueryEa(String name) implements FileStep {
        @Override
        public String line() {
            return "query-ea " + name;
        }
    }

    /**
     * Gives a file an extended attribute with some value, or removes it.
     *
     * @param name of what is open
     * @param attribute its name: 1 to 254 characters of ASCII, in which case makes no difference
     * @param remove whether it is removed
     */
    record SetEa(String name, String attribute, boolean remove) implements FileStep {
        @Override
        public String line() {
            return "set-ea " + name + " " + Lines.quoted(attribute) + (remove ? " remove" : "");
        }
    }

    /**
     * Sets the label of the volume.
     *
     * @param name of what is open
     * @param label the label; 32 characters of Latin-1 at most
     */
    record Label(String name, String label) implements FileStep {
        @Override
        public String line() {
            return "label " + name + " " + '"' + label + '"';
        }
    }

    /**
     * Sends a device control code, which reaches the disk from an open of the volume only.
     *
     * @param name of what is open
     * @param code 32 bits, such as 0x70000 for {@code IOCTL_DISK_GET_DRIVE_GEOMETRY}
     */
    record DeviceControl(String name, long code) implements FileStep {
        @Override
        public String line() {
            return String.format("device-control %s 0x%X", name, code);
        }
    }

    /**
     * Asks for the quotas of the volume's users, or sets them. No simulated volume has any.
     *
     * @param name of what is open
     * @param set whether they are set
     */
    record Quota(String name, boolean set) implements FileStep {
        @Override
        public String line() {
            return "quota " + name + (set ? " set" : "");
        }
    }
}
