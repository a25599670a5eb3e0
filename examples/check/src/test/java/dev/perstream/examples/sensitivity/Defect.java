package dev.perstream.examples.sensitivity;

import dev.perstream.harness.context.DriverModel;
import java.util.List;

/**
 * A mistake in a driver.
 *
 * @param example whose driver it is
 * @param model the kind of driver
 * @param what is wrong, in words
 * @param edits how the generated sources come to it
 */
record Defect(Example example, DriverModel model, String what, List<Edit> edits) {

    Defect {
        edits = List.copyOf(edits);
    }

    /**
     * A change of a source.
     *
     * @param file its name
     * @param find what must be in it, exactly once
     * @param replacement what stands there instead
     */
    record Edit(String file, String find, String replacement) {

        /** The source with the change. */
        String apply(String source) {
            var at = source.indexOf(find);
            if (at < 0) {
                throw new StaleDefectException(file + " does not contain what the defect replaces:\n" + find);
            }
            if (source.indexOf(find, at + 1) >= 0) {
                throw new StaleDefectException(file + " contains more than once what the defect replaces:\n" + find);
            }
            return source.substring(0, at) + replacement + source.substring(at + find.length());
        }
    }

    /** Begins the defects of one driver. */
    static Of in(Example example, DriverModel model) {
        return new Of(example, model);
    }

    /** Whose defects are listed. */
    record Of(Example example, DriverModel model) {

        /** A defect in one place. */
        Defect with(String what, String file, String find, String replacement) {
            return with(what, new Edit(file, find, replacement));
        }

        /** A defect in several places. */
        Defect with(String what, Edit... edits) {
            return new Defect(example, model, what, List.of(edits));
        }
    }

    /** The driver, as in {@code audit minifilter}. */
    String driver() {
        return example.folder() + " " + model.key();
    }

    @Override
    public String toString() {
        return driver() + ": " + what;
    }
}
