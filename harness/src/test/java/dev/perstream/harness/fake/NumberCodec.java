package dev.perstream.harness.fake;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.context.FieldCodec;
import dev.perstream.harness.context.FieldReader;
import dev.perstream.harness.context.FieldWriter;

/** An unsigned number of 64 bits. */
final class NumberCodec implements FieldCodec<Long> {

    private static final int SIZE = 8;

    @Override
    public String name() {
        return "uint64";
    }

    @Override
    public int size(Abi abi) {
        return SIZE;
    }

    @Override
    public Long zero() {
        return 0L;
    }

    @Override
    public Long decode(FieldReader reader) {
        return reader.unsigned(0, SIZE);
    }

    @Override
    public void encode(Long value, FieldWriter writer) {
        writer.integer(0, SIZE, value);
    }
}
