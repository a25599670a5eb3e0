package dev.perstream.emit.kit;

import dev.perstream.emit.Placement;
import dev.perstream.emit.c.Templates;
import dev.perstream.model.Architecture;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterIdentity;
import dev.perstream.output.PlannedFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a driver's folder complete for MinGW-w64: a Makefile, and the folder {@code mingw} with what MinGW-w64 lacks of the
 * WDK. With the WDK none of it is used.
 */
public final class MingwKit {

    private final Templates templates;

    /** A kit that is filled in from these templates. */
    public MingwKit(Templates templates) {
        this.templates = templates;
    }

    /**
     * The kit of one driver.
     *
     * @param filter whose driver it is
     * @param model the driver's kind, which names its folder
     * @param sources the names of the C files in that folder, in the order in which they are compiled
     * @param hookSources the names of the author's C files
     * @param placement where the author's files lie
     */
    public List<PlannedFile> plan(
            FilterIdentity filter,
            DriverModel model,
            List<String> sources,
            List<String> hookSources,
            Placement placement) {
        var folder = model.key() + "/";
        var files = new ArrayList<PlannedFile>();
        files.add(PlannedFile.plumbing(
                folder + "Makefile",
                templates.render(
                        "kit/Makefile.ftl",
                        Makefile.of(filter, model, sources, hookSources, placement.hooksFolder(model)))));
        KitFiles.of(model).forEach(path -> files.add(PlannedFile.plumbing(folder + path, KitFiles.content(path))));
        return List.copyOf(files);
    }

    /** What the template of the Makefile sees. */
    public record Makefile(
            String name,
            String architecture,
            List<String> sources,
            List<String> hookSources,
            String hooksFolder,
            String windows,
            String ntddi,
            String winnt,
            String subsystem,
            boolean fltmgr) {

        static Makefile of(
                FilterIdentity filter,
                DriverModel model,
                List<String> sources,
                List<String> hookSources,
                String hooksFolder) {
            var windows = filter.windows();
            return new Makefile(
                    filter.name(),
                    defaultArchitecture(filter).key(),
                    sources,
                    hookSources,
                    hooksFolder,
                    windows.toString(),
                    WindowsSdk.ntddi(windows),
                    WindowsSdk.winnt(windows),
                    WindowsSdk.subsystem(windows),
                    model == DriverModel.MINIFILTER);
        }

        /** MinGW-w64 links for x64 and x86 alone: a filter for ARM64 only is built for x64 all the same. */
        private static Architecture defaultArchitecture(FilterIdentity filter) {
            var processors = filter.architectures();
            return processors.contains(Architecture.X86) && !processors.contains(Architecture.X64)
                    ? Architecture.X86
                    : Architecture.X64;
        }
    }
}
