package dev.perstream.diagnostic;

import java.util.Comparator;

/**
 * One thing that is wrong with a schema.
 *
 * @param severity whether it stops generation
 * @param rule the rule that is broken
 * @param span where
 * @param message what is wrong, without a full stop
 * @param fix what to do about it, without a full stop; empty where the message says it all
 */
public record Diagnostic(Severity severity, Rule rule, Span span, String message, String fix) {

    /** Source order; at one place, the order of the rules. */
    public static final Comparator<Diagnostic> SOURCE_ORDER = Comparator.comparingInt(
                    (Diagnostic d) -> d.span().line())
            .thenComparingInt(d -> d.span().column())
            .thenComparing(Diagnostic::rule)
            .thenComparing(Diagnostic::message);

    /** Whether it stops generation. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
