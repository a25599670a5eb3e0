package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.model.machine.KernelTransaction;
import dev.perstream.harness.model.machine.OpenFile;
import dev.perstream.harness.model.machine.Request;
import dev.perstream.harness.model.machine.StreamControl;
import org.jspecify.annotations.Nullable;

/** What contexts hang on. */
record Anchors(DriverModel model) {

    /** What a context of a kind would hang on for a request; null: there can be none. */
    @Nullable
    Object of(ContextKind<?> kind, Request request) {
        if (kind.isOfVolume()) {
            return request.mount();
        }
        var file = request.file().orElse(null);
        if (file == null || file.isVolume() || !file.control().supportsContexts()) {
            return null;
        }
        // What the file system opened for itself was not seen coming, and a legacy filter must not look in a close
        // (G10).
        var isClosing = request.operation() == Operation.CLOSE && (model == DriverModel.LEGACY || file.isStreamFile());
        return switch (kind.attachment()) {
            case FILE -> isClosing ? null : ofFile(file.control());
            case STREAM -> isClosing ? null : file.control();
            case STREAM_HANDLE -> file;
            case TRANSACTION -> ofTransaction(request, file);
            default -> null;
        };
    }

    /**
     * What a context of a file hangs on. Where the file system has none for files, the Filter Manager keeps a minifilter's
     * with the stream (F4).
     */
    @Nullable
    Object ofFile(StreamControl control) {
        var file = control.file();
        if (file.isPresent()) {
            return file.get();
        }
        return model == DriverModel.MINIFILTER ? control : null;
    }

    private static @Nullable Object ofTransaction(Request request, OpenFile file) {
        return request.operation() != Operation.CREATE
                ? null
                : file.transaction()
                        .filter(KernelTransaction::isActive)
                        .map(transaction -> new TransactionOnVolume(transaction, request.mount()))
                        .orElse(null);
    }

    /** Whether its first use may create a context: not the last one of a file, nor that of what no open was seen of (F9). */
    static boolean mayCreate(ContextKind<?> kind, Request request) {
        var operation = request.operation();
        return kind.isOfFile()
                && !kind.isCreatedOnOpen()
                && operation != Operation.CLEANUP
                && operation != Operation.CLOSE
                && request.file().filter(OpenFile::isStreamFile).isEmpty();
    }
}
