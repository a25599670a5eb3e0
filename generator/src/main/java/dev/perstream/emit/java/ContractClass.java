package dev.perstream.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.model.FilterModel;
import java.util.stream.Collectors;

/** The test of all that a schema says: {@code AuditContractTest}. */
final class ContractClass {

    private final FilterModel filter;
    private final JavaNames names;

    ContractClass(FilterModel filter, JavaNames names) {
        this.filter = filter;
        this.names = names;
    }

    TypeSpec type() {
        var testNames = new TestNames();
        var statements = new StatementTests(filter, names, testNames);
        return TypeSpec.classBuilder(names.contractTest())
                .addJavadoc(
                        "What the schema says of $L: a test for each statement, and one for each rule that applies, whose id "
                                + "its name begins\nwith.",
                        filter.identity().name())
                .addJavadoc(untested(statements))
                .addAnnotation(AnnotationSpec.builder(HarnessTypes.FILTER_TEST)
                        .addMember("value", "$T.class", names.facade())
                        .build())
                .addMethods(statements.tests())
                .addMethods(new RuleTests(filter, names, testNames).tests())
                .build();
    }

    private static CodeBlock untested(StatementTests statements) {
        if (statements.untested().isEmpty()) {
            return CodeBlock.of("");
        }
        return CodeBlock.of(
                "\n\n<p>Statements without a test of their own:" + "\n\n<ul>\n$L\n</ul>",
                statements.untested().stream()
                        .map(line -> "  <li>" + Javadoc.escaped(line))
                        .collect(Collectors.joining("\n")));
    }
}
