package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.model.Operation;
import java.util.ArrayList;

/** Names that follow renames of the folders above a file: asked for again when the context is next used (N5). */
final class LazyNames {

    private LazyNames() {}

    static <T extends ContextSnapshot> void refresh(
            ContextKind<T> kind, LiveContext<T> context, Moment moment, long folderRenames) {
        var names = kind.behaviour().lazyNames();
        if (names.isEmpty() || context.hasNamesFrom(folderRenames) || !kind.isUsedBy(moment.operation())) {
            return;
        }
        if (moment.operation() == Operation.CLEANUP || moment.operation() == Operation.CLOSE) {
            return;
        }
        moment.name().ifPresent(name -> {
            var type = kind.behaviour().type();
            var values = new ArrayList<Object>(type.values(context.state()));
            for (var i = 0; i < values.size(); i++) {
                if (names.contains(type.fields().get(i).name())) {
                    values.set(i, name);
                }
            }
            context.become(type.of(values));
            context.namesAreFrom(folderRenames);
        });
    }
}
