package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Operation;
import java.util.List;
import java.util.Map;

/** The values of FILE_INFORMATION_CLASS by which an IRP_MJ_SET_INFORMATION is one of the operations (rule N6). */
final class InformationClasses {

    /** A class: what its constant is called behind the filter's prefix, and its number. */
    record InformationClass(String name, int number) {}

    private static final Map<Operation, List<InformationClass>> CLASSES = Map.of(
            Operation.RENAME,
            List.of(
                    new InformationClass("RENAME", 10),
                    new InformationClass("RENAME_BYPASS_ACCESS_CHECK", 56),
                    new InformationClass("RENAME_EX", 65),
                    new InformationClass("RENAME_EX_BYPASS_ACCESS_CHECK", 66)),
            Operation.HARD_LINK,
            List.of(
                    new InformationClass("LINK", 11),
                    new InformationClass("LINK_BYPASS_ACCESS_CHECK", 57),
                    new InformationClass("LINK_EX", 72),
                    new InformationClass("LINK_EX_BYPASS_ACCESS_CHECK", 73)),
            Operation.DELETE,
            List.of(new InformationClass("DISPOSITION", 13), new InformationClass("DISPOSITION_EX", 64)),
            Operation.SET_END_OF_FILE,
            List.of(new InformationClass("END_OF_FILE", 20)));

    private final Facts facts;

    InformationClasses(Facts facts) {
        this.facts = facts;
    }

    /** A constant as the template defines it. */
    public record ConstantView(String constant, int number) {}

    /** A routine that recognizes an operation, as the template writes it. */
    public record PredicateView(String doc, String name, List<String> classes, String result) {

        public PredicateView {
            classes = List.copyOf(classes);
        }
    }

    List<ConstantView> constants(List<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> CLASSES.getOrDefault(operation, List.of()).stream())
                .map(type -> new ConstantView(constant(type), type.number()))
                .toList();
    }

    PredicateView predicate(Operation operation) {
        return new PredicateView(
                doc(operation),
                predicateName(operation),
                CLASSES.getOrDefault(operation, List.of()).stream()
                        .map(this::constant)
                        .toList(),
                operation == Operation.SET_END_OF_FILE
                        ? "!Data->Iopb->Parameters.SetFileInformation.AdvanceOnly"
                        : "TRUE");
    }

    String predicateName(Operation operation) {
        return facts.inner("Is" + CNames.pascal(operation));
    }

    private String constant(InformationClass type) {
        return facts.names().upperPrefix() + "_" + type.name();
    }

    private static String doc(Operation operation) {
        return switch (operation) {
            case RENAME -> "Whether a request renames the file.";
            case HARD_LINK -> "Whether a request gives the file one more name.";
            case DELETE -> "Whether a request sets or takes back the file's deletion.";
            default -> "Whether a request moves the file's end. The cache manager only reports how far data is valid.";
        };
    }
}
