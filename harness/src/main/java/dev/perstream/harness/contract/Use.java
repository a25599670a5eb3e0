package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.Handle;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.InformationKind;

/** The simplest way to bring an operation about on a handle, whatever becomes of it. */
final class Use {

    private static final int LENGTH = 10;
    private static final long SOME_CODE = 0x90028;

    private Use() {}

    /**
     * Brings it about.
     *
     * @throws IllegalArgumentException if a test cannot
     */
    static void of(Filter filter, Handle handle, Operation operation) {
        filter.attempt(() -> {
            switch (operation) {
                case READ -> handle.read(0, LENGTH);
                case WRITE -> handle.write(0, LENGTH);
                case QUERY_INFORMATION -> handle.query(InformationKind.STANDARD);
                case SET_INFORMATION -> handle.touch();
                case RENAME -> handle.rename("\\renamed by use.txt");
                case HARD_LINK -> handle.link("\\linked by use.txt");
                case DELETE -> handle.delete();
                case SET_END_OF_FILE -> handle.truncate(LENGTH);
                case FLUSH_BUFFERS -> handle.flush();
                case DIRECTORY_CONTROL -> handle.list("*");
                case FILE_SYSTEM_CONTROL -> handle.control(SOME_CODE);
                case LOCK_CONTROL -> handle.lock(0, LENGTH);
                case QUERY_SECURITY -> handle.querySecurity();
                case SET_SECURITY -> handle.setSecurity();
                case QUERY_EA -> handle.queryEa();
                case SET_EA -> handle.setEa("USED");
                case DEVICE_CONTROL -> handle.deviceControl(SOME_CODE);
                case QUERY_QUOTA -> handle.queryQuota();
                case SET_QUOTA -> handle.setQuota();
                default -> throw new IllegalArgumentException("no test can bring about " + operation.key());
            }
        });
    }
}
