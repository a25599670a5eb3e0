package dev.perstream.emit.c;

import dev.perstream.model.Operation;
import java.util.List;

/**
 * The values of FILE_INFORMATION_CLASS by which a set-information request is one of the operations (rule N6).
 *
 * <p>They stand in the driver by number: headers name the later ones from certain values of NTDDI_VERSION on only, and a
 * driver for an earlier Windows meets them too when it runs on a later one. Source: "_FILE_INFORMATION_CLASS".
 */
public final class InformationClasses {

    private final CNames names;
    private final String routinePrefix;
    private final String parameters;

    /**
     * The classes of a driver.
     *
     * @param routinePrefix what the name of a test begins with, before the operation's
     * @param parameters the expression for the request's parameters
     */
    public InformationClasses(CNames names, String routinePrefix, String parameters) {
        this.names = names;
        this.routinePrefix = routinePrefix;
        this.parameters = parameters;
    }

    /** A constant as a template defines it. */
    public record ConstantView(String name, int number) {}

    /**
     * The test for an operation as a template writes it.
     *
     * @param doc what it tells
     * @param name the routine's name
     * @param classes the names of the constants for which it holds
     * @param result what it returns for them
     */
    public record TestView(String doc, String name, List<String> classes, String result) {

        public TestView {
            classes = List.copyOf(classes);
        }
    }

    /** The constants of some operations. */
    public List<ConstantView> constants(List<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> classes(operation).stream())
                .toList();
    }

    /** The tests for some operations. */
    public List<TestView> tests(List<Operation> operations) {
        return operations.stream()
                .map(operation -> new TestView(
                        doc(operation),
                        testName(operation),
                        classes(operation).stream().map(ConstantView::name).toList(),
                        operation == Operation.SET_END_OF_FILE ? "!" + parameters + ".AdvanceOnly" : "TRUE"))
                .toList();
    }

    /** The name of the test for an operation. */
    public String testName(Operation operation) {
        return routinePrefix + CNames.pascal(operation);
    }

    private List<ConstantView> classes(Operation operation) {
        return switch (operation) {
            case RENAME ->
                List.of(
                        constant("RENAME", 10),
                        constant("RENAME_BYPASS_ACCESS_CHECK", 56),
                        constant("RENAME_EX", 65),
                        constant("RENAME_EX_BYPASS_ACCESS_CHECK", 66));
            case HARD_LINK ->
                List.of(
                        constant("LINK", 11),
                        constant("LINK_BYPASS_ACCESS_CHECK", 57),
                        constant("LINK_EX", 72),
                        constant("LINK_EX_BYPASS_ACCESS_CHECK", 73));
            case DELETE -> List.of(constant("DISPOSITION", 13), constant("DISPOSITION_EX", 64));
            case SET_END_OF_FILE -> List.of(constant("END_OF_FILE", 20));
            default -> throw new IllegalArgumentException(operation.key());
        };
    }

    private ConstantView constant(String name, int number) {
        return new ConstantView(names.upperPrefix() + "_" + name, number);
    }

    private static String doc(Operation operation) {
        return switch (operation) {
            case RENAME -> "Whether a request renames its file.";
            case HARD_LINK -> "Whether a request gives its file one more name.";
            case DELETE -> "Whether a request has its file deleted, or takes that back.";
            default -> "Whether a request moves the end of its file, and does not only tell how far data is valid.";
        };
    }
}
