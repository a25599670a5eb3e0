package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types that a schema declares itself. */
final class ConstantCodecs {

    private ConstantCodecs() {}

    /** One constant of an enumeration. */
    static final class One<E extends Enum<E> & Constant> implements FieldCodec<E> {

        private final String name;
        private final IntegerCodec<?> base;
        private final Map<Long, E> constants;

        One(Class<E> type, IntegerCodec<?> base) {
            this.name = type.getSimpleName();
            this.base = base;
            this.constants = Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(Constant::value, constant -> constant));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int size(Abi abi) {
            return base.size(abi);
        }

        @Override
        public E zero() {
            return constant(0).orElseThrow(() -> new IllegalStateException(name + " has no constant for 0"));
        }

        @Override
        public E decode(FieldReader reader) {
            var value = base.read(reader);
            return constant(value).orElseThrow(() -> reader.mistake(base.text(value), "is no constant of " + name));
        }

        @Override
        public void encode(E value, FieldWriter writer) {
            base.write(value.value(), writer);
        }

        private Optional<E> constant(long value) {
            return Optional.ofNullable(constants.get(value));
        }
    }

    /** A combination of flags. A driver may have set bits that are no flag's. */
    record Several<E extends Enum<E> & Constant>(Class<E> type, IntegerCodec<?> base) implements FieldCodec<Flags<E>> {

        @Override
        public String name() {
            return type.getSimpleName();
        }

        @Override
        public int size(Abi abi) {
            return base.size(abi);
        }

        @Override
        public Flags<E> zero() {
            return Flags.of(type, 0);
        }

        @Override
        public Flags<E> decode(FieldReader reader) {
            return Flags.of(type, base.read(reader));
        }

        @Override
        public void encode(Flags<E> value, FieldWriter writer) {
            base.write(value.bits(), writer);
        }
    }
}
