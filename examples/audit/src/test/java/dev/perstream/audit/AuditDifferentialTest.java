package dev.perstream.audit;

import dev.perstream.harness.junit.FilterTest;
import org.junit.jupiter.api.Test;

/** Random operations: the model and the driver show the same contexts after each of them. */
@FilterTest(AuditFilter.class)
class AuditDifferentialTest {

    private static final long SEED = 20_261_101;
    private static final long OPERATIONS = 20_000;

    @Test
    void modelAndDriverAgree(AuditFilter audit) {
        audit.differential(SEED, Long.getLong("perstream.differential.operations", OPERATIONS));
    }
}
