package dev.perstream.schema;

import java.util.List;

/**
 * Where the author adds code.
 *
 * @param operation the operation's name
 * @param hooks {@code pre}, {@code post}
 * @param contexts what the hooks are handed
 */
public record OperationSyntax(Word operation, List<Word> hooks, List<Word> contexts) {

    public OperationSyntax {
        hooks = List.copyOf(hooks);
        contexts = List.copyOf(contexts);
    }
}
