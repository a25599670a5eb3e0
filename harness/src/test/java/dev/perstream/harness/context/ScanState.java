package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import java.util.List;
import java.util.UUID;

/** A context with a field of each type, as the generator would write it. */
record ScanState(
        long openCount,
        int depth,
        Verdict verdict,
        Flags<Mark> marks,
        boolean busy,
        String name,
        Bytes digest,
        List<Integer> rounds,
        SystemTime scanned,
        UUID engine,
        long process,
        NtStatus outcome,
        Pointer instance,
        String volume)
        implements ContextSnapshot {

    static final ContextType<ScanState> TYPE = ContextType.<ScanState>named("ScanState", Attachment.STREAM, "ScSs")
            .field("OpenCount", Codecs.uint32(), ScanState::openCount)
            .field("Depth", Codecs.int8(), ScanState::depth)
            .field("Verdict", Codecs.enumeration(Verdict.class, Codecs.uint8()), ScanState::verdict)
            .field("Marks", Codecs.flags(Mark.class, Codecs.uint16()), ScanState::marks)
            .field("Busy", Codecs.bool(), ScanState::busy)
            .field("Name", Codecs.string(8), ScanState::name)
            .field("Digest", Codecs.bytes(4), ScanState::digest)
            .field("Rounds", Codecs.array(Codecs.uint16(), 2), ScanState::rounds)
            .field("Scanned", Codecs.time(), ScanState::scanned)
            .field("Engine", Codecs.guid(), ScanState::engine)
            .field("Process", Codecs.processId(), ScanState::process)
            .field("Outcome", Codecs.status(), ScanState::outcome)
            .field("Instance", Codecs.instance(), ScanState::instance)
            .field("Volume", Codecs.trailingString(16), ScanState::volume)
            .layout(
                    DriverModel.MINIFILTER,
                    Abi.X64,
                    ContextLayout.of(120, 0, 4, 5, 6, 8, 16, 32, 36, 40, 48, 64, 72, 80, 88))
            .layout(
                    DriverModel.MINIFILTER,
                    Abi.X86,
                    ContextLayout.of(88, 0, 4, 5, 6, 8, 12, 20, 24, 32, 40, 56, 60, 64, 68))
            .madeBy(values -> new ScanState(
                    values.at(0),
                    values.at(1),
                    values.at(2),
                    values.at(3),
                    values.at(4),
                    values.at(5),
                    values.at(6),
                    values.at(7),
                    values.at(8),
                    values.at(9),
                    values.at(10),
                    values.at(11),
                    values.at(12),
                    values.at(13)));

    @Override
    public ContextType<ScanState> contextType() {
        return TYPE;
    }

    @Override
    public String toString() {
        return TYPE.text(this);
    }

    enum Verdict implements Constant {
        UNKNOWN(0, "unknown"),
        CLEAN(1, "clean");

        private final long value;
        private final String key;

        Verdict(long value, String key) {
            this.value = value;
            this.key = key;
        }

        @Override
        public long value() {
            return value;
        }

        @Override
        public String key() {
            return key;
        }
    }

    enum Mark implements Constant {
        READ(0x1, "read"),
        WRITTEN(0x2, "written");

        private final long value;
        private final String key;

        Mark(long value, String key) {
            this.value = value;
            this.key = key;
        }

        @Override
        public long value() {
            return value;
        }

        @Override
        public String key() {
            return key;
        }
    }

    /** Refers to one, from a handle. */
    record HandleState(Reference<ScanState> stream) implements ContextSnapshot {

        static final ContextType<HandleState> TYPE = ContextType.<HandleState>named(
                        "HandleState", Attachment.STREAM_HANDLE, "ScHs")
                .field("Stream", Codecs.reference(ScanState.TYPE), HandleState::stream)
                .layout(DriverModel.MINIFILTER, Abi.X64, ContextLayout.of(8, 0))
                .layout(DriverModel.MINIFILTER, Abi.X86, ContextLayout.of(4, 0))
                .madeBy(values -> new HandleState(values.at(0)));

        @Override
        public ContextType<HandleState> contextType() {
            return TYPE;
        }

        @Override
        public String toString() {
            return TYPE.text(this);
        }
    }
}
