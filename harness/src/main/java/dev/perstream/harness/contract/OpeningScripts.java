package dev.perstream.harness.contract;

import dev.perstream.harness.Handle;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.contract.Stage.Opened;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.FileSystem;
import java.util.List;
import java.util.Optional;

/** How files are opened and closed, and filters attached and detached. */
final class OpeningScripts {

    private final Stage<?> stage;

    OpeningScripts(Stage<?> stage) {
        this.stage = stage;
    }

    void create() {
        if (stage.isOfTransaction()) {
            createInTransaction();
            return;
        }
        var path = stage.newPath();
        stage.opens("the first open of a file", () -> opened(stage.volume().create(path), true));
        var first = stage.volume().openExisting(path);
        stage.opensAgain(
                "another open of the file", first, () -> opened(stage.volume().openExisting(path), false));
        if (stage.isOfVolume()) {
            stage.opens("an open of a file that is not there", () -> {
                var missing = stage.newPath();
                var status = stage.filter().attempt(() -> stage.volume().openExisting(missing));
                var given = create(status, false); // what is not there has no name
                return new Opened(given, Optional.empty());
            });
        }
    }

    private void createInTransaction() {
        var transaction = stage.filter().beginTransaction();
        stage.occursIn(transaction, "an open in a transaction", () -> {
            var handle = transaction.open(stage.volume(), stage.newPath());
            return List.of(opened(handle, true).given());
        });
    }

    private Opened opened(Handle handle, boolean created) {
        return new Opened(create(NtStatus.SUCCESS, created).with("name", Facts.name(handle)), Optional.of(handle));
    }

    private Given create(NtStatus status, boolean created) {
        return stage.given(Operation.CREATE, status)
                .with("access", Facts.ACCESS)
                .with("options", Facts.OPTIONS)
                .with("created", created);
    }

    /** The file object outlives its handle, so that its context can be looked at. */
    void cleanup() {
        var handle = stage.file();
        var other = stage.isOfHandle() ? handle : again(handle);
        handle.hold();
        stage.occurs("the cleanup of a handle", other, () -> {
            handle.close();
            return List.of(stage.given(Operation.CLEANUP, NtStatus.SUCCESS));
        });
    }

    /** Another handle keeps the file's contexts in place. */
    void close() {
        var handle = stage.file();
        var other = again(handle);
        handle.hold().close();
        stage.occurs("the close of a file object", other, () -> {
            handle.release();
            return List.of(stage.given(Operation.CLOSE, NtStatus.SUCCESS));
        });
    }

    private static Handle again(Handle handle) {
        return handle.volume().openExisting(handle.path().substring("C:".length()));
    }

    void setup() {
        stage.attaches("the attachment to a volume", () -> stage.filter().mount(FileSystem.NTFS));
    }

    /** What is left of an instance cannot be looked at; the volume's context stays. */
    void teardown() {
        stage.occursOn(stage.volume(), "the detachment from a volume", () -> {
            stage.volume().detach();
            return List.of(stage.given(Operation.TEARDOWN, NtStatus.SUCCESS));
        });
    }
}
