package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.world.FileSystem;

/**
 * The stories behind the rules for the context of a transaction.
 *
 * @param <T> the context's class
 */
public final class TransactionContract<T extends ContextSnapshot> {

    private final Filter filter;
    private final ContextType<T> type;

    private TransactionContract(Filter filter, ContextType<T> type) {
        this.filter = filter;
        this.type = type;
    }

    /** For a context. */
    public static <T extends ContextSnapshot> TransactionContract<T> of(Filter filter, ContextType<T> type) {
        return new TransactionContract<>(filter, type);
    }

    /** A transaction has one from its first open on, whatever else is opened in it. */
    public void comesWithTheFirstOpen() {
        var c = filter.mount(FileSystem.NTFS);
        var transaction = filter.beginTransaction();
        expect("before the first open", 0);
        transaction.open(c, "\\first.txt");
        transaction.open(c, "\\second.txt");
        expect("with two opens in one transaction", 1);
        var other = filter.beginTransaction();
        other.open(c, "\\third.txt");
        expect("with two transactions", 2);
    }

    /** An open outside of transactions has none. */
    public void otherOpensHaveNone() {
        var c = filter.mount(FileSystem.NTFS);
        c.open("\\file.txt");
        expect("outside of transactions", 0);
    }

    /** It goes with the transaction's end, however it ends. */
    public void endsWithTheTransaction() {
        var c = filter.mount(FileSystem.NTFS);
        var committed = filter.beginTransaction();
        committed.open(c, "\\first.txt").close();
        committed.commit();
        var undone = filter.beginTransaction();
        undone.open(c, "\\second.txt").close();
        undone.rollback();
        expect("when both have ended", 0);
    }

    private void expect(String when, int count) {
        Check.equal(type + " " + when, count, filter.contexts(type).size());
    }
}
