package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.legacy.PhaseCode.Surroundings;
import dev.perstream.model.Attachment;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.plan.Acquisition;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import java.util.ArrayList;
import java.util.List;

/** Writes what is done when a volume is attached to or detached from. Only the instance's context is there then. */
final class EventCode {

    private final Facts facts;
    private final Callback callback;

    EventCode(Facts facts, Callback callback) {
        this.facts = facts;
        this.callback = callback;
    }

    RoutineView routine() {
        var operation = callback.operation();
        var moment = operation == Operation.SETUP ? Phase.AFTER : Phase.BEFORE;
        var part = callback.parts().get(0);
        var values = new RequestValues(operation, facts.names());
        var uses = callback.acquiredIn(moment).stream()
                .filter(use -> use.context().attach() == Attachment.INSTANCE)
                .map(use -> new ContextUse(use.context(), moment, Acquisition.GET, false, false))
                .toList();
        var phase = new PhaseCode(
                facts,
                operation,
                part.tracks(moment),
                part.hook(moment),
                uses,
                new Surroundings(values::expression, "", List.of(), "", "", false));
        var groups = new ArrayList<List<String>>();
        Lines.add(groups, phase.locals());
        groups.add(List.of("PAGED_CODE();"));
        phase.groups("").forEach(group -> Lines.add(groups, group));
        phase.releases().forEach(groups::add);
        return RoutineView.external(
                "VOID",
                facts.names().routine(CNames.pascal(operation)),
                List.of("_In_ PDEVICE_OBJECT DeviceObject"),
                Lines.merged(groups),
                true);
    }
}
