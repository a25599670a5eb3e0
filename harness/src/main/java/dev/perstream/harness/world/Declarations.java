package dev.perstream.harness.world;

import java.util.ArrayList;
import java.util.List;

/**
 * The machine before anything happens: what a scenario declares.
 *
 * @param windows the version as major, minor and build: {@code 10.0.19041}
 * @param filter the filter's name
 * @param failsOperations whether the filter means to fail opens that cannot have their context
 * @param volumes at most 8, each with a letter of its own
 */
public record Declarations(String windows, String filter, boolean failsOperations, List<VolumeDeclaration> volumes) {

    public Declarations {
        volumes = List.copyOf(volumes);
    }

    /** The lines of the scenario language, in order. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("windows " + windows);
        lines.add("driver " + filter + (failsOperations ? " fails-operations" : ""));
        volumes.forEach(volume -> lines.add(volume.line()));
        return List.copyOf(lines);
    }
}
