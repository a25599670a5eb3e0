package dev.perstream.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a schema while it is read and resolved. */
public final class Problems {

    private final List<Diagnostic> found = new ArrayList<>();

    /** Records what stops generation. */
    public void error(Rule rule, Span span, String message, String fix) {
        found.add(new Diagnostic(Severity.ERROR, rule, span, message, fix));
    }

    /** Records what is probably a mistake. */
    public void warning(Rule rule, Span span, String message, String fix) {
        found.add(new Diagnostic(Severity.WARNING, rule, span, message, fix));
    }

    /** Takes over what an earlier step has found. */
    public void addAll(List<Diagnostic> diagnostics) {
        found.addAll(diagnostics);
    }

    /** Whether anything stops generation. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** What was found so far. */
    public List<Diagnostic> list() {
        return List.copyOf(found);
    }

    /** The result of a step: the value, made only if nothing stops it. */
    public <T> Checked<T> checked(Supplier<T> value) {
        return new Checked<>(hasErrors() ? Optional.empty() : Optional.of(value.get()), found);
    }
}
