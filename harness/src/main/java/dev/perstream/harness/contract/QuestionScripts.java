package dev.perstream.harness.contract;

import dev.perstream.harness.Handle;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.OpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** How a file or volume is asked, locked, flushed and controlled. */
final class QuestionScripts {

    private static final long IS_VOLUME_MOUNTED = 0x90028;
    private static final long GET_REPARSE_POINT = 0x900A8;
    private static final long DISK_GEOMETRY = 0x70000;
    private static final int TOO_LONG = 33;
    private static final NtStatus NO_MORE_FILES = new NtStatus(0x80000006);

    private final Stage<?> stage;

    QuestionScripts(Stage<?> stage) {
        this.stage = stage;
    }

    void queryInformation() {
        var handle = stage.file();
        queries(handle, InformationKind.BASIC, Facts.BASIC_INFORMATION);
        queries(handle, InformationKind.STANDARD, Facts.STANDARD_INFORMATION);
        queries(handle, InformationKind.NAME, Facts.NAME_INFORMATION);
    }

    private void queries(Handle handle, InformationKind kind, long informationClass) {
        stage.occurs("a question for the " + kind.key() + " information", handle, () -> {
            var status = stage.filter().attempt(() -> handle.query(kind));
            return List.of(
                    stage.given(Operation.QUERY_INFORMATION, status).with("information-class", informationClass));
        });
    }

    void flush() {
        once("a flush", stage.file(), Operation.FLUSH_BUFFERS, Handle::flush);
    }

    void querySecurity() {
        once("a question for the security descriptor", stage.file(), Operation.QUERY_SECURITY, Handle::querySecurity);
    }

    void setSecurity() {
        once("another security descriptor", stage.file(), Operation.SET_SECURITY, Handle::setSecurity);
    }

    void queryVolume() {
        once(
                "a question for the volume's attributes",
                stage.file(),
                Operation.QUERY_VOLUME_INFORMATION,
                Handle::queryVolume);
    }

    void lock() {
        var handle = stage.file();
        once("a lock of a range of bytes", handle, Operation.LOCK_CONTROL, file -> file.lock(0, 10));
        once("the end of the lock", handle, Operation.LOCK_CONTROL, file -> file.unlock(0, 10));
        var other = handle.volume().openExisting(handle.path().substring("C:".length()));
        other.lock(0, 10);
        once("a lock of a range that another has locked", handle, Operation.LOCK_CONTROL, file -> file.lock(0, 10));
    }

    void control() {
        var handle = stage.file();
        controls("a question whether the volume is mounted", handle, IS_VOLUME_MOUNTED);
        controls("a question for a reparse point that is not there", handle, GET_REPARSE_POINT);
    }

    private void controls(String story, Handle handle, long code) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> handle.control(code));
            return List.of(stage.given(Operation.FILE_SYSTEM_CONTROL, status).with("control-code", code));
        });
    }

    void queryEa() {
        var handle = stage.file();
        once("a question for extended attributes that are not there", handle, Operation.QUERY_EA, Handle::queryEa);
        handle.setEa("ATTRIBUTE");
        once("a question for extended attributes", handle, Operation.QUERY_EA, Handle::queryEa);
    }

    void setEa() {
        once("a new extended attribute", stage.file(), Operation.SET_EA, handle -> handle.setEa("ATTRIBUTE"));
    }

    void setVolume() {
        var handle = stage.file();
        once("a new label of the volume", handle, Operation.SET_VOLUME_INFORMATION, file -> file.setLabel("Backup"));
        once(
                "a label that is too long",
                handle,
                Operation.SET_VOLUME_INFORMATION,
                file -> file.setLabel("x".repeat(TOO_LONG)));
    }

    void queryQuota() {
        once("a question for quotas, which no volume has", stage.file(), Operation.QUERY_QUOTA, Handle::queryQuota);
    }

    void setQuota() {
        once("a change of quotas, which no volume has", stage.file(), Operation.SET_QUOTA, Handle::setQuota);
    }

    void controlDevice() {
        var handle = stage.file();
        stage.occurs("a control code for the disk", handle, () -> {
            var status = stage.filter().attempt(() -> handle.deviceControl(DISK_GEOMETRY));
            return List.of(stage.given(Operation.DEVICE_CONTROL, status).with("control-code", DISK_GEOMETRY));
        });
    }

    /** A folder is read until there is no more. */
    void list() {
        var folder = stage.volume().create("\\folder", OpenOption.DIRECTORY);
        stage.volume().create("\\folder\\child.txt").close();
        stage.occurs("a folder is read to its end", folder, () -> {
            folder.list("child.txt");
            return List.of(
                    stage.given(Operation.DIRECTORY_CONTROL, NtStatus.SUCCESS),
                    stage.given(Operation.DIRECTORY_CONTROL, NO_MORE_FILES));
        });
        once(
                "a folder is searched in vain",
                stage.volume().create("\\empty", OpenOption.DIRECTORY),
                Operation.DIRECTORY_CONTROL,
                handle -> handle.list("nothing.txt"));
    }

    void shutdown() {
        Assumptions.assumeTrue(
                stage.filter().model() == DriverModel.LEGACY,
                "the documentation does not say on which volumes a minifilter is told of a shutdown");
        stage.occursOn(stage.volume(), "the system shuts down", () -> {
            stage.filter().shutdown();
            return List.of(stage.given(Operation.SHUTDOWN, NtStatus.SUCCESS));
        });
    }

    private void once(String story, Handle handle, Operation operation, Consumer<Handle> action) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> action.accept(handle));
            return List.of(stage.given(operation, status));
        });
    }
}
