package dev.perstream.harness;

import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.SystemStep;
import java.util.Optional;

/** A transaction of the kernel's transaction manager. One that is not ended by the test is rolled back at its end. */
public final class Transaction {

    private final Bench bench;
    private final String name;

    Transaction(Bench bench, String name) {
        this.bench = bench;
        this.name = name;
    }

    /** What the story calls it. */
    public String name() {
        return name;
    }

    /** Opens a file, stream or folder in the transaction. */
    public Handle open(Volume volume, String path, OpenOption... options) {
        return volume.open(path, Optional.of(this), options);
    }

    /** Makes what was done in it last. */
    public void commit() {
        bench.carryOut(new SystemStep.Commit(name));
    }

    /** Undoes what was done in it. */
    public void rollback() {
        bench.carryOut(new SystemStep.Rollback(name));
    }

    /** Closes the handle to it, which rolls it back if it has not ended. */
    public void close() {
        bench.carryOut(new OpeningStep.Close(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
