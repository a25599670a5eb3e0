package dev.perstream.emit.c;

import java.util.List;

/**
 * The inside of a routine that runs statements. What allocates runs before the lock is taken, what frees and releases
 * after it is dropped (rules L9 and N7).
 *
 * @param locals declarations
 * @param prepare what is done before the lock is taken
 * @param statements what is done under the lock, if there is one
 * @param dispose what is done with what the statements have replaced
 * @param locked whether the lock is taken
 * @param discardsAlways whether the context is discarded whatever the conditions say
 */
public record TrackBody(
        List<String> locals,
        List<String> prepare,
        List<String> statements,
        List<String> dispose,
        boolean locked,
        boolean discardsAlways) {

    public TrackBody {
        locals = List.copyOf(locals);
        prepare = List.copyOf(prepare);
        statements = List.copyOf(statements);
        dispose = List.copyOf(dispose);
    }

    /** Whether it reads or changes the context; a mere discard does not. */
    boolean touches(String context) {
        return locked || statements.stream().anyMatch(line -> line.contains(context + "->"));
    }
}
