package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Operation;
import java.util.List;

/** The information classes by which a set-information request is one of the operations (rule N6). */
final class InformationClasses {

    private final CNames names;

    InformationClasses(CNames names) {
        this.names = names;
    }

    /** A constant as the template defines it. */
    public record ConstantView(String name, int number) {}

    /**
     * What the template sees of the test for an operation.
     *
     * @param doc what it tells
     * @param name its name
     * @param classes the names of the constants
     * @param result what it returns for them
     */
    public record TestView(String doc, String name, List<String> classes, String result) {

        public TestView {
            classes = List.copyOf(classes);
        }
    }

    List<ConstantView> constants(List<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> classes(operation).stream())
                .toList();
    }

    List<TestView> tests(List<Operation> operations) {
        return operations.stream()
                .map(operation -> new TestView(
                        doc(operation),
                        names.routine("Is" + CNames.pascal(operation)),
                        classes(operation).stream().map(ConstantView::name).toList(),
                        operation == Operation.SET_END_OF_FILE ? "!Stack->Parameters.SetFile.AdvanceOnly" : "TRUE"))
                .toList();
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
