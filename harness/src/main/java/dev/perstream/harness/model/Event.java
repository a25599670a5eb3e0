package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.Pointer;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.context.SystemTime;
import java.util.Optional;

/**
 * What an operation offers to the statements that track it, as the manual of the schema language says. A value that the
 * operation does not offer is asked for by no statement: asking throws {@link IllegalStateException}.
 */
public interface Event {

    /** What is done. */
    Operation operation();

    /** Bytes asked for, unsigned. */
    long length();

    /** -1 for a write at the end of the file, -2 for one at the handle's own position. */
    long offset();

    /** Whether the memory manager or the cache manager reads or writes: {@code IRP_PAGING_IO} is set. */
    boolean paging();

    /** Bytes that were read or written. */
    long transferred();

    /** How the operation ended: the {@code Status} of its {@code IO_STATUS_BLOCK}. */
    NtStatus status();

    /** Whether {@code NT_SUCCESS} holds for the status: it is neither an error nor a warning. */
    default boolean succeeded() {
        return status().isSuccess();
    }

    /** Whether {@code NT_SUCCESS} does not hold for the status. */
    default boolean failed() {
        return !succeeded();
    }

    /** The normalized name after the operation; empty where it cannot be had. */
    Optional<String> name();

    /** The volume's device name, such as {@code \\Device\\HarddiskVolume1}; empty where it cannot be had. */
    Optional<String> volumeName();

    /** The machine's time when the operation began. */
    SystemTime now();

    /** The id of the process that asks, unsigned. */
    long process();

    /** The id of the thread that asks, unsigned. */
    long thread();

    /** The {@code ACCESS_MASK} that an open asks for, 32 bits. */
    long access();

    /** An open's {@code CreateOptions}: {@code FILE_DIRECTORY_FILE} and the like, 24 bits, without the disposition. */
    long options();

    /** Whether the open made the file: {@code IO_STATUS_BLOCK.Information} is {@code FILE_CREATED}. */
    boolean created();

    /** The control code, 32 bits. */
    long controlCode();

    /** The number of the {@code FILE_INFORMATION_CLASS}. */
    long informationClass();

    /** Whether a disposition marks the file for deletion; otherwise it takes that back. */
    boolean deleting();

    /** The filter's instance on the volume, or its device object: an address that is not known to the model, but has a name. */
    Pointer instance();

    /** A counted reference to another context that the operation reaches; to nothing where there is none. */
    <C extends ContextSnapshot> Reference<C> reference(ContextType<C> type);
}
