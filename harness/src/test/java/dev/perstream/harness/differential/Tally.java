package dev.perstream.harness.differential;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.FieldCodec;
import dev.perstream.harness.abi.FieldReader;
import dev.perstream.harness.abi.FieldWriter;
import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;

/** A context of the tests: how often a file is open, how much was written, and what it is called. */
record Tally(long opens, long bytes, String name) implements ContextSnapshot {

    static final ContextType<Tally> TYPE = ContextType.<Tally>named("Tally", Attachment.STREAM, "TeTa")
            .field("Opens", new Plain<>("uint64", 0L), Tally::opens)
            .field("Bytes", new Plain<>("uint64", 0L), Tally::bytes)
            .field("Name", new Plain<>("string", ""), Tally::name)
            .madeBy(values -> new Tally((Long) values.get(0), (Long) values.get(1), (String) values.get(2)));

    @Override
    public ContextType<Tally> type() {
        return TYPE;
    }

    /** A field that is in no memory. */
    private record Plain<V>(String name, V zero) implements FieldCodec<V> {

        @Override
        public int size(Abi abi) {
            return 0;
        }

        @Override
        public V decode(FieldReader reader) {
            throw new UnsupportedOperationException("a field of the tests has no bytes");
        }

        @Override
        public void encode(V value, FieldWriter writer) {
            throw new UnsupportedOperationException("a field of the tests has no bytes");
        }
    }
}
