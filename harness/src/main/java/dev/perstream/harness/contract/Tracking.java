package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.model.Operation;
import java.util.List;

/**
 * Brings about the operations that a context tracks. What it should hold afterwards is for the test to say.
 *
 * @param <T> the context's class
 */
public final class Tracking<T extends ContextSnapshot> {

    private final Stage<T> stage;

    private Tracking(Stage<T> stage) {
        this.stage = stage;
    }

    /** Mounts a volume on which operations can be brought about. */
    public static <T extends ContextSnapshot> Tracking<T> of(Filter filter, ContextType<T> type) {
        return new Tracking<>(new Stage<>(filter, type));
    }

    /**
     * Brings an operation about in each of the ways that a test has, those that fail among them.
     *
     * @throws IllegalArgumentException if a test has no way to bring it about
     */
    public List<Occurrence<T>> each(Operation operation) {
        switch (operation) {
            case CREATE -> new OpeningScripts(stage).create();
            case CLEANUP -> new OpeningScripts(stage).cleanup();
            case CLOSE -> new OpeningScripts(stage).close();
            case SETUP -> new OpeningScripts(stage).setup();
            case TEARDOWN -> new OpeningScripts(stage).teardown();
            case READ -> new TransferScripts(stage).read();
            case WRITE -> new TransferScripts(stage).write();
            case SET_INFORMATION -> new ChangeScripts(stage).setInformation();
            case RENAME -> new ChangeScripts(stage).rename();
            case HARD_LINK -> new ChangeScripts(stage).hardLink();
            case DELETE -> new ChangeScripts(stage).delete();
            case SET_END_OF_FILE -> new ChangeScripts(stage).setEndOfFile();
            default -> question(operation);
        }
        return stage.occurrences();
    }

    private void question(Operation operation) {
        var questions = new QuestionScripts(stage);
        switch (operation) {
            case QUERY_INFORMATION -> questions.queryInformation();
            case QUERY_VOLUME_INFORMATION -> questions.queryVolume();
            case QUERY_SECURITY -> questions.querySecurity();
            case SET_SECURITY -> questions.setSecurity();
            case FLUSH_BUFFERS -> questions.flush();
            case LOCK_CONTROL -> questions.lock();
            case FILE_SYSTEM_CONTROL -> questions.control();
            case DIRECTORY_CONTROL -> questions.list();
            case QUERY_EA -> questions.queryEa();
            case SET_EA -> questions.setEa();
            case SET_VOLUME_INFORMATION -> questions.setVolume();
            case DEVICE_CONTROL -> questions.controlDevice();
            case QUERY_QUOTA -> questions.queryQuota();
            case SET_QUOTA -> questions.setQuota();
            case SHUTDOWN -> questions.shutdown();
            default -> throw new IllegalArgumentException("no test can bring about " + operation.key());
        }
    }
}
