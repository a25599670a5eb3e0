package dev.perstream.emit.minifilter;

import dev.perstream.emit.Placement;
import dev.perstream.emit.Target;
import dev.perstream.emit.c.CommonSources;
import dev.perstream.emit.c.Templates;
import dev.perstream.emit.kit.MingwKit;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.output.Owner;
import dev.perstream.output.PlannedFile;
import dev.perstream.plan.Planner;
import java.util.ArrayList;
import java.util.List;

/** Turns a filter into a Filter Manager minifilter. */
public final class MinifilterTarget implements Target {

    private static final String FOLDER = DriverModel.MINIFILTER.key() + "/";

    private final Templates templates;
    private final Placement placement;

    /**
     * A target.
     *
     * @param placement where the author's files lie
     */
    public MinifilterTarget(Templates templates, Placement placement) {
        this.templates = templates;
        this.placement = placement;
    }

    @Override
    public List<PlannedFile> plan(FilterModel filter) {
        var facts = Facts.of(Planner.plan(filter, DriverModel.MINIFILTER));
        var common = new CommonSources(facts.plan(), facts.names(), templates);
        var files = new ArrayList<>(common.plan(FOLDER));
        files.addAll(new MinifilterFiles(facts, templates, common.headers(), FOLDER).plan());
        var kit = new MingwKit(templates)
                .plan(
                        filter.identity(),
                        DriverModel.MINIFILTER,
                        sources(files, Owner.PLUMBING),
                        sources(files, Owner.SCAFFOLD),
                        placement);
        files.addAll(kit);
        return List.copyOf(files);
    }

    private static List<String> sources(List<PlannedFile> files, Owner owner) {
        return files.stream()
                .filter(file -> file.owner() == owner && file.path().endsWith(".c"))
                .map(file -> file.path().substring(FOLDER.length()))
                .toList();
    }
}
