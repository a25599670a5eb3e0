package dev.perstream.harness.contract;

import dev.perstream.harness.Handle;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.IoOption;
import java.util.List;

/** How bytes are read and written. */
final class TransferScripts {

    private static final long FAR = 1_000_000;
    private static final long END = -1;

    private final Stage<?> stage;

    TransferScripts(Stage<?> stage) {
        this.stage = stage;
    }

    void read() {
        var handle = stage.file();
        reads("a read of 100 bytes", handle, 0, 100);
        reads("a read that is completed later", handle, 0, 60, IoOption.PEND);
        reads("a read of the memory manager's", handle, 0, 40, IoOption.PAGING, IoOption.NO_CACHE);
        reads("a read behind the end of the file", handle, FAR, 10);
    }

    private void reads(String story, Handle handle, long offset, long length, IoOption... options) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> handle.read(offset, length, options));
            return List.of(given(Operation.READ, status, offset, length, options));
        });
    }

    void write() {
        var handle = stage.file();
        writes("a write of 100 bytes", handle, 0, 100);
        writes("a write at the end of the file", handle, END, 50, IoOption.APPEND);
        writes("a write that is completed later", handle, 0, 60, IoOption.PEND);
        writes("a write of the memory manager's", handle, 0, 40, IoOption.PAGING, IoOption.NO_CACHE);
        var other = handle.volume().openExisting(handle.path().substring("C:".length()));
        other.lock(0, 10);
        writes("a write to a range that another has locked", handle, 0, 10, IoOption.IRP);
    }

    private void writes(String story, Handle handle, long offset, long length, IoOption... options) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> handle.write(Math.max(0, offset), length, options));
            return List.of(given(Operation.WRITE, status, offset, length, options));
        });
    }

    private Given given(Operation operation, NtStatus status, long offset, long length, IoOption... options) {
        return stage.given(operation, status)
                .with("offset", offset)
                .with("length", length)
                .with("transferred", status.isSuccess() ? length : 0L)
                .with("paging", List.of(options).contains(IoOption.PAGING));
    }
}
