package dev.perstream.harness.model.machine;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What steps know by names: what is open, what is held, and transactions whose handles are open. */
final class Named {

    final Map<String, OpenFile> files = new TreeMap<>();
    final Map<String, OpenFile> held = new TreeMap<>();
    final Map<String, KernelTransaction> transactions = new TreeMap<>();

    /** From now on a name stands for something that is open; what it stood for has none. */
    void opened(String name, OpenFile file) {
        transactions.remove(name);
        files.put(name, file);
    }

    /** From now on a name stands for a transaction; what it stood for has none. */
    void begun(String name, KernelTransaction transaction) {
        files.remove(name);
        transactions.put(name, transaction);
    }

    /** All names, sorted. */
    Iterable<String> all() {
        var names = new TreeSet<>(files.keySet());
        names.addAll(transactions.keySet());
        names.addAll(held.keySet());
        return names;
    }
}
