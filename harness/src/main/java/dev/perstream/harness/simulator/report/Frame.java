package dev.perstream.harness.simulator.report;

import java.util.Optional;

/**
 * One routine of a stack.
 *
 * @param module the file of the code
 * @param offset of the instruction in it
 * @param function its name
 * @param place the line
 * @param ofDriver whether it is the driver's code
 */
public record Frame(String module, long offset, Optional<String> function, Optional<Place> place, boolean ofDriver) {

    /** {@code Audit.c:12 in AuditPostCreate}. */
    public String text() {
        var routine = function.orElse("?");
        return place.map(line -> line + " in " + routine).orElse(routine);
    }
}
