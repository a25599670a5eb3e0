package dev.perstream.schema;

import dev.perstream.diagnostic.Diagnostic;
import dev.perstream.diagnostic.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * A schema as it was written, as far as it could be read.
 *
 * @param source the text
 * @param problems what is wrong with its structure; the resolver reports it together with what it finds itself
 * @param filter what is said of the filter; absent if nothing is
 * @param enums enumerations and flags
 * @param contexts the contexts
 * @param operations where the author adds code
 */
public record SchemaTree(
        SourceText source,
        List<Diagnostic> problems,
        Optional<FilterSyntax> filter,
        List<EnumSyntax> enums,
        List<ContextSyntax> contexts,
        List<OperationSyntax> operations) {

    public SchemaTree {
        problems = List.copyOf(problems);
        enums = List.copyOf(enums);
        contexts = List.copyOf(contexts);
        operations = List.copyOf(operations);
    }
}
