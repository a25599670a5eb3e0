package dev.perstream.harness.model.machine;

/** What stands between the machine's requests and its file systems: a filter, which changes no outcome but that of opens. */
public interface RequestFilter {

    /** A volume has been mounted. */
    void mounted(Mount mount);

    /** The device of a volume is about to go. */
    void unmounting(Mount mount);

    /** A request on its way to the file system. */
    void before(Request request);

    /** The same request with its outcome. An open may be {@linkplain Request#cancel taken back}. */
    void after(Request request);

    /** Fast I/O has been tried: done if it has a status, and otherwise sent again as a request. */
    void fast(Request request, boolean done);

    /** A file object is about to go, behind its close. */
    void closed(OpenFile file);

    /** An open stream goes, and with it the contexts that hang on it. */
    void discarded(StreamControl control);

    /** The last open stream of a file goes. */
    void discarded(FileControl control);

    /** A transaction is about to be committed or rolled back. */
    void ending(KernelTransaction transaction, boolean commits);

    /** A transaction has ended. */
    void ended(KernelTransaction transaction);

    /** Whether attributes of what lies on a volume may be asked for by path without an open. */
    boolean allowsQueryOpen(Mount mount);
}
