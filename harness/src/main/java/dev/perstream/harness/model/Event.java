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

    Operation operation();

    /** Bytes asked for, unsigned. */
    long length();

    /** -1 for a write at the end of the file, -2 for one at the handle's own position. */
    long offset();

    boolean paging();

    /** Bytes that were read or written. */
    long transferred();

    NtStatus status();

    default boolean succeeded() {
        return status().isSuccess();
    }

    default boolean failed() {
        return !succeeded();
    }

    /** The normalized name after the operation; empty where it cannot be had. */
    Optional<String> name();

    Optional<String> volumeName();

    SystemTime now();

    long process();

    long thread();

    long access();

    long options();

    boolean created();

    long controlCode();

    long informationClass();

    boolean deleting();

    Pointer instance();

    /** A counted reference to another context that the operation reaches; to nothing where there is none. */
    <C extends ContextSnapshot> Reference<C> reference(ContextType<C> type);
}
