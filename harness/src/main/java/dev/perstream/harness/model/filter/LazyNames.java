package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.ContextSnapshot;
import java.util.ArrayList;

/** Names that follow renames of the folders above a file: asked for again when the context is next used (N5). */
final class LazyNames {

    private LazyNames() {}

    /** A context that was never given a name. */
    static final long NEVER = -1;

    /** Before an operation: what runs after a create or a rename has its name from there. */
    static <T extends ContextSnapshot> void refresh(
            ContextKind<T> kind, LiveContext<T> context, Moment moment, long folderRenames) {
        if (kind.behaviour().lazyNames().isEmpty() || context.hasNamesFrom(folderRenames)) {
            return;
        }
        moment.name().ifPresent(name -> {
            context.become(named(kind, context.state(), name));
            context.namesAreFrom(folderRenames);
        });
    }

    /** After statements that may have stored the name. */
    static <T extends ContextSnapshot> void stored(
            ContextKind<T> kind, LiveContext<T> context, T before, long folderRenames) {
        var type = kind.behaviour().type();
        for (var field : type.fields()) {
            var isStored = kind.behaviour().lazyNames().contains(field.name())
                    && field.value().apply(context.state()) != field.value().apply(before);
            if (isStored) {
                context.namesAreFrom(folderRenames);
            }
        }
    }

    private static <T extends ContextSnapshot> T named(ContextKind<T> kind, T state, String name) {
        var type = kind.behaviour().type();
        var values = new ArrayList<Object>(type.values(state));
        for (var i = 0; i < values.size(); i++) {
            if (kind.behaviour().lazyNames().contains(type.fields().get(i).name())) {
                values.set(i, type.fields().get(i).codec().kept(name));
            }
        }
        return type.of(values);
    }
}
