package dev.perstream.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaffoldCheckTest {

    private static final String SIGNATURE = """
            AUDIT_HOOK_ACTION
            AuditPreWriteHook(
                _Inout_ PFLT_CALLBACK_DATA Data,
                _In_ PCFLT_RELATED_OBJECTS FltObjects,
                _In_opt_ PAUDIT_STREAM_STATE StreamState
                )""";

    private static final ScaffoldPart HOOK =
            new ScaffoldPart("AuditPreWriteHook", SIGNATURE, SIGNATURE + "\n{\n    return AuditHookContinue;\n}\n");

    @Test
    void acceptsTheTextThatItWouldWrite() {
        assertThat(gaps(HOOK.text())).isEmpty();
    }

    @Test
    void layoutCommentsAnnotationsAndParameterNamesAreTheAuthors() {
        assertThat(gaps("""
                                #define X AuditPreWriteHook(int) \\
                                    {
                                _Use_decl_annotations_
                                AUDIT_HOOK_ACTION NTAPI AuditPreWriteHook ( PFLT_CALLBACK_DATA D, // the data
                                    _When_(D != NULL, _In_) /* ) */ PCFLT_RELATED_OBJECTS Objects, PAUDIT_STREAM_STATE S) {
                                    char c = ')', *s = "AuditPreWriteHook(";
                                }
                                """)).isEmpty();
    }

    @Test
    void missingRoutineIsReportedWithTheTextToPaste() {
        assertThat(gaps("// AuditPreWriteHook(\nAUDIT_HOOK_ACTION AuditPreWriteHook(int a);\n"))
                .singleElement()
                .extracting(ScaffoldGap::message)
                .isEqualTo("AuditHooks.c: the routine AuditPreWriteHook is missing, which the plumbing calls;"
                        + " paste this:\n\n" + HOOK.text());
    }

    @Test
    void otherParametersAreReportedWithTheLineAndTheHeadToPaste() {
        assertThat(gaps("""
                                #include "Audit.h"

                                AUDIT_HOOK_ACTION
                                AuditPreWriteHook(_Inout_ PFLT_CALLBACK_DATA Data, _In_ PCFLT_RELATED_OBJECTS FltObjects)
                                {
                                    return AuditHookContinue;
                                }
                                """))
                .singleElement()
                .extracting(ScaffoldGap::message)
                .isEqualTo("AuditHooks.c:4: AuditPreWriteHook is not declared as the plumbing calls it;"
                        + " change its head to:\n\n" + SIGNATURE + "\n");
    }

    @Test
    void otherTypesAndOtherResultsAreReported() {
        assertThat(gaps(HOOK.text().replace("PAUDIT_STREAM_STATE", "PAUDIT_FILE_STATE")))
                .hasSize(1);
        assertThat(gaps(HOOK.text().replace("AUDIT_HOOK_ACTION", "VOID"))).hasSize(1);
        assertThat(gaps(HOOK.text().replace("PAUDIT_STREAM_STATE", "const PAUDIT_STREAM_STATE")))
                .hasSize(1);
    }

    @Test
    void oneOfSeveralConditionalDefinitionsIsEnough() {
        assertThat(gaps("#if OLD\nVOID AuditPreWriteHook(void) {}\n#else\n" + HOOK.text() + "#endif\n"))
                .isEmpty();
    }

    @Test
    void unfinishedTextIsNoObstacle() {
        for (var text :
                List.of("AuditPreWriteHook(", "VOID AuditPreWriteHook", "/* ", "\"", "'", "AuditPreWriteHook((")) {
            assertThat(gaps(text)).hasSize(1);
        }
    }

    @Test
    void hookThatThePlumbingDoesNotCallIsReportedWithItsLine() {
        assertThat(gaps(HOOK.text() + "\nVOID\nAuditPostWriteHook(PVOID Data)\n{\n}\n"))
                .extracting(ScaffoldGap::message)
                .containsExactly("AuditHooks.c:" + (HOOK.text().lines().count() + 3)
                        + ": AuditPostWriteHook is not called by the plumbing; remove it,"
                        + " or bring the hook back into the schema\n");
    }

    @Test
    void theAuthorsOwnRoutinesAreNoHooks() {
        assertThat(gaps(HOOK.text() + """
                        static VOID AuditPreHelperHook(void) { OtherPreWriteHook(1); }
                        VOID AuditPrepareHook(void) { if (AuditPostReadHook(1)) { } }
                        VOID OtherPreReadHook(void) { }
                        """)).isEmpty();
    }

    private static List<ScaffoldGap> gaps(String text) {
        return ScaffoldCheck.gaps("AuditHooks.c", text, List.of(HOOK));
    }
}
