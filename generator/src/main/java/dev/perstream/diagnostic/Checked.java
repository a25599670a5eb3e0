package dev.perstream.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a step that bad input can stop.
 *
 * @param value the result; absent if any diagnostic is an error
 * @param diagnostics what was found, in source order
 */
public record Checked<T>(Optional<T> value, List<Diagnostic> diagnostics) {

    public Checked {
        diagnostics = diagnostics.stream().sorted(Diagnostic.SOURCE_ORDER).toList();
        if (value.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
            throw new IllegalArgumentException("a value and errors exclude each other");
        }
    }
}
