package dev.perstream.harness.driver;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The simulator's process with the driver in it, as lines: requests, and an answer to each. */
final class LiveDriver implements AutoCloseable {

    private static final int FINGERPRINT = 64;
    private static final int OFFSET_SIZE = 4;
    /** How long the process may take to tell of a hang by itself. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Driver driver;
    private final Session session;

    private LiveDriver(Driver driver, Session session) {
        this.driver = driver;
        this.session = session;
    }

    /**
     * Starts the process.
     *
     * @throws SchemaMismatchException if the driver was generated from another schema than the Java classes
     */
    static LiveDriver start(Driver driver, DriverSettings settings) {
        var command = Command.of(
                settings.hangLimit().plus(GRACE),
                driver.simulator().library().runner(),
                "--live",
                "--driver",
                driver.image().file().toString(),
                "--hang-limit",
                Long.toString(Math.max(1, settings.hangLimit().toSeconds())));
        var live = new LiveDriver(driver, command.start());
        try {
            live.checkSchema();
            return live;
        } catch (RuntimeException e) {
            live.close();
            throw e;
        }
    }

    /** Sends lines; their answers are still to be received. */
    void send(List<String> lines) {
        // A process that has ended takes none: what it last said is received instead.
        session.send(String.join("\n", lines) + "\n");
    }

    /**
     * The next answer.
     *
     * @throws Ended if there is none because the process has ended
     */
    String receive() {
        var line = session.receive().orElseThrow(() -> new Ended(lastWords()));
        if (line.startsWith("finding ") || line.startsWith("broken ")) {
            session.end();
            throw new Ended(line);
        }
        return line;
    }

    /** The answer to one line. */
    String ask(String line) {
        send(List.of(line));
        return receive();
    }

    /** Where in the device extension a legacy filter's instance context lies; 0 if it has none. */
    long instanceOffset() {
        if (driver.model() != DriverModel.LEGACY) {
            return 0;
        }
        var bytes = symbol(driver.definition().name() + "InstanceContextOffset", OFFSET_SIZE);
        var offset = 0L;
        for (var index = bytes.map(found -> found.length).orElse(0) - 1; index >= 0; index--) {
            offset = offset << Byte.SIZE | bytes.get()[index] & 0xFF;
        }
        return offset;
    }

    @Override
    public void close() {
        session.close();
    }

    private void checkSchema() {
        var definition = driver.definition();
        var fingerprint = symbol(definition.name() + "SchemaFingerprint", FINGERPRINT)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .orElse("");
        if (!fingerprint.equals(definition.fingerprint())) {
            throw new SchemaMismatchException(definition.name(), fingerprint, definition.fingerprint());
        }
    }

    private Optional<byte[]> symbol(String name, int size) {
        var bytes = ask("symbol " + name + " " + size).substring("symbol ".length());
        return bytes.equals("-") ? Optional.empty() : Optional.of(HexFormat.of().parseHex(bytes));
    }

    private String lastWords() {
        var finished = session.end();
        return ("the simulator's process " + finished.ending() + "\n" + finished.errors()).strip();
    }

    /** The process has ended; the message is what it said last. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Ended(String lastWords) {
            super(lastWords);
        }

        String lastWords() {
            return String.valueOf(getMessage());
        }
    }
}
