package dev.perstream.emit;

import dev.perstream.model.Attachment;
import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import dev.perstream.model.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The properties of a random context. */
record RandomContext(String name, Attachment attach, Pool pool, Lock lock, List<String> properties) {

    static RandomContext of(Attachment attach, Random random) {
        var fixed = attach == Attachment.VOLUME || attach == Attachment.INSTANCE;
        var pool = fixed || random.nextBoolean() ? Pool.NONPAGED : Pool.PAGED;
        var locks = Arrays.stream(Lock.values())
                .filter(lock -> lock != Lock.SPIN_LOCK || pool == Pool.NONPAGED)
                .toList();
        var lock = locks.get(random.nextInt(locks.size()));
        var properties = new ArrayList<>(List.of(
                "attach: " + attach.key(),
                "tag: " + tag(attach),
                "doc: One of " + random.nextInt(100),
                "pool: " + pool.key(),
                "lock: " + lock.key()));
        if (attach.ofFile()) {
            var firstUse = random.nextInt(3) == 0;
            properties.add("create: " + (firstUse ? "first-use" : "first-open"));
            properties.add("probe: " + random.nextBoolean());
            properties.add("unavailable: " + (!firstUse && random.nextBoolean() ? "fail" : "ignore"));
        }
        return new RandomContext(name(attach), attach, pool, lock, properties);
    }

    private static String name(Attachment attach) {
        return switch (attach) {
            case VOLUME -> "VolumeState";
            case INSTANCE -> "InstanceState";
            case FILE -> "FileState";
            case STREAM -> "StreamState";
            case STREAM_HANDLE -> "HandleState";
            case TRANSACTION -> "TransactionState";
            case SECTION -> "SectionState";
        };
    }

    private static String tag(Attachment attach) {
        return "Rd" + name(attach).substring(0, 2);
    }

    /** Whether an operation reaches it. */
    boolean isReachedBy(Operation operation) {
        return switch (attach) {
            case VOLUME, INSTANCE -> operation.subject() != Operation.Subject.TRANSACTION;
            case FILE, STREAM, STREAM_HANDLE -> operation.subject() == Operation.Subject.FILE;
            case TRANSACTION -> operation == Operation.CREATE || operation.subject() == Operation.Subject.TRANSACTION;
            case SECTION -> false;
        };
    }
}
