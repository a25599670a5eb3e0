package dev.perstream.harness.contract;

import dev.perstream.harness.Handle;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.OpenOption;
import java.util.List;
import java.util.function.Consumer;

/** How what is known of a file is changed. */
final class ChangeScripts {

    private static final long SIZE = 8192;

    private final Stage<?> stage;

    ChangeScripts(Stage<?> stage) {
        this.stage = stage;
    }

    void setInformation() {
        var handle = stage.file();
        changes(
                "the times of a file are set",
                handle,
                Operation.SET_INFORMATION,
                Facts.BASIC_INFORMATION,
                Handle::touch);
        changes(
                "the allocation of a file is set",
                handle,
                Operation.SET_INFORMATION,
                Facts.ALLOCATION_INFORMATION,
                file -> file.allocate(SIZE));
    }

    void rename() {
        var handle = stage.file();
        named("a rename", handle, stage.newPath(), Operation.RENAME, Facts.RENAME_INFORMATION, Handle::rename);
        var taken = stage.newPath();
        stage.volume().create(taken).close();
        named(
                "a rename to a name that is taken",
                stage.file(),
                taken,
                Operation.RENAME,
                Facts.RENAME_INFORMATION,
                Handle::rename);
    }

    void hardLink() {
        var handle = stage.file();
        named("a hard link", handle, stage.newPath(), Operation.HARD_LINK, Facts.LINK_INFORMATION, Handle::link);
        var taken = stage.newPath();
        stage.volume().create(taken).close();
        var another = stage.file();
        named(
                "a hard link by a name that is taken",
                another,
                taken,
                Operation.HARD_LINK,
                Facts.LINK_INFORMATION,
                Handle::link);
    }

    /** A name for a file. */
    private interface Naming {
        void name(Handle handle, String path);
    }

    private void named(
            String story, Handle handle, String path, Operation operation, long informationClass, Naming naming) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> naming.name(handle, path));
            return List.of(stage.given(operation, status)
                    .with("name", Facts.device(handle.volume()) + path)
                    .with("information-class", informationClass));
        });
    }

    void delete() {
        var handle = stage.file();
        deletes("a file is to be deleted", handle, true, Handle::delete);
        deletes("the deletion is taken back", handle, false, Handle::undelete);
        var path = stage.newPath();
        var folder = stage.volume().create(path, OpenOption.DIRECTORY);
        stage.volume().create(path + "\\child.txt").close();
        deletes("a folder that is not empty is to be deleted", folder, true, Handle::delete);
    }

    private void deletes(String story, Handle handle, boolean deleting, Consumer<Handle> action) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> action.accept(handle));
            return List.of(stage.given(Operation.DELETE, status)
                    .with("deleting", deleting)
                    .with("information-class", Facts.DISPOSITION_INFORMATION));
        });
    }

    void setEndOfFile() {
        var handle = stage.file();
        changes(
                "a file is cut",
                handle,
                Operation.SET_END_OF_FILE,
                Facts.END_OF_FILE_INFORMATION,
                file -> file.truncate(10));
        var folder = stage.volume().create(stage.newPath(), OpenOption.DIRECTORY);
        changes(
                "a folder is to be cut",
                folder,
                Operation.SET_END_OF_FILE,
                Facts.END_OF_FILE_INFORMATION,
                file -> file.truncate(10));
    }

    private void changes(
            String story, Handle handle, Operation operation, long informationClass, Consumer<Handle> action) {
        stage.occurs(story, handle, () -> {
            var status = stage.filter().attempt(() -> action.accept(handle));
            return List.of(stage.given(operation, status).with("information-class", informationClass));
        });
    }
}
