package dev.perstream.harness.contract;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.context.Pointer;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.context.SystemTime;
import dev.perstream.harness.model.Event;
import dev.perstream.harness.model.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An operation as the test that brought it about knows it: what it asked for, and how that ended. */
final class Given implements Event {

    private final Operation operation;
    private final Map<String, Object> values;

    private Given(Operation operation, Map<String, Object> values) {
        this.operation = operation;
        this.values = values;
    }

    /** An operation of which nothing is known but how it ended. */
    static Given of(Operation operation, NtStatus status) {
        return new Given(operation, Map.of("status", status));
    }

    /** The same with a value that the operation offers. */
    Given with(String name, Object value) {
        var more = new TreeMap<>(values);
        more.put(name, value);
        return new Given(operation, more);
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public long length() {
        return number("length");
    }

    @Override
    public long offset() {
        return number("offset");
    }

    @Override
    public boolean paging() {
        return (Boolean) value("paging");
    }

    @Override
    public long transferred() {
        return number("transferred");
    }

    @Override
    public NtStatus status() {
        return (NtStatus) value("status");
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable((String) values.get("name"));
    }

    @Override
    public Optional<String> volumeName() {
        return Optional.of((String) value("volume-name"));
    }

    @Override
    public SystemTime now() {
        return (SystemTime) value("now");
    }

    @Override
    public long process() {
        return number("process");
    }

    @Override
    public long thread() {
        return number("thread");
    }

    @Override
    public long access() {
        return number("access");
    }

    @Override
    public long options() {
        return number("options");
    }

    @Override
    public boolean created() {
        return (Boolean) value("created");
    }

    @Override
    public long controlCode() {
        return number("control-code");
    }

    @Override
    public long informationClass() {
        return number("information-class");
    }

    @Override
    public boolean deleting() {
        return (Boolean) value("deleting");
    }

    @Override
    public Pointer instance() {
        return (Pointer) value("instance");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C extends ContextSnapshot> Reference<C> reference(ContextType<C> type) {
        var context = ((Map<ContextType<?>, ContextSnapshot>) value("contexts")).get(type);
        return context == null ? Reference.none() : Reference.to((C) context);
    }

    private long number(String name) {
        return (Long) value(name);
    }

    private Object value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(operation.key() + " offers no " + name);
        }
        return value;
    }
}
