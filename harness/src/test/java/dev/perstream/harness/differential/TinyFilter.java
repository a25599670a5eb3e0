package dev.perstream.harness.differential;

import dev.perstream.harness.Bench;
import dev.perstream.harness.Filter;

/** What a generated filter's class looks like. */
public final class TinyFilter extends Filter {

    /** A filter on a bench. */
    public TinyFilter(Bench bench) {
        super(bench);
    }
}
