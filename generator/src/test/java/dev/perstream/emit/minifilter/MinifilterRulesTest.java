package dev.perstream.emit.minifilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.emit.Emitted;
import dev.perstream.model.DriverModel;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds by construction in every minifilter, rule by rule. */
class MinifilterRulesTest {

    private static final Pattern ACQUIRED = Pattern.compile("[a-z](?:Get|FindOrCreate|Enlist)(\\w+)\\([^;]*&(\\1)\\)");

    /** A filter for a Windows whose pools know neither zeroed nor non-executable memory. */
    private static final String OLD = """
            perstream: 1
            filter:
              name: Old
              description: Runs on Windows 7
              version: 1.0.0
              models: [minifilter]
              group: activity-monitor
              altitude: 370032
              windows: 6.1.7601
              architectures: [x64]
            contexts:
              StreamInfo:
                attach: stream
                tag: OlSi
                fields: { Opens: uint32 }
                track: { create: [Opens += 1] }
            """;

    static Stream<Emitted> drivers() {
        return Stream.of(
                Emitted.rich(DriverModel.MINIFILTER),
                Emitted.example(DriverModel.MINIFILTER, "audit"),
                Emitted.example(DriverModel.MINIFILTER, "ctx"));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void l3_whoeverAsksForAPostCallbackHasOneInTheTable(Emitted driver) {
        var table = driver.file("Registration.c");
        driver.routines().forEach((name, inside) -> {
            if (inside.contains("FLT_PREOP_SUCCESS_WITH_CALLBACK") || inside.contains("FLT_PREOP_SYNCHRONIZE")) {
                assertThat(table)
                        .contains(".PreOperation = " + name + ",")
                        .contains(".PostOperation = " + name.replaceFirst("Pre", "Post") + ",");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void s11_everyReferenceThatACallbackTakesIsReleasedAtItsEnd(Emitted driver) {
        driver.routines().forEach((name, inside) -> {
            if (isInner(driver, name)) {
                return;
            }
            var acquired = ACQUIRED.matcher(inside);
            while (acquired.find()) {
                var release = driver.filter() + "Release" + acquired.group(2) + "(" + acquired.group(2) + ");";
                assertThat(inside.substring(inside.lastIndexOf("\n\n")))
                        .as(name + " releases " + acquired.group(2) + " at its single exit")
                        .containsOnlyOnce(release);
            }
        });
    }

    /** The routines for all kinds of contexts hand their references out. */
    private static boolean isInner(Emitted driver, String name) {
        return name.matches(driver.filter() + "p(Get|FindOrCreate|Replace|Create|Allocate)Context")
                || name.startsWith(driver.filter() + "Enlist");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void s12_nothingIsDoneWithAContextAfterItsRelease(Emitted driver) {
        driver.routines().forEach((name, inside) -> {
            var end = inside.substring(Math.max(inside.lastIndexOf("\n\n"), 0));
            var release = Pattern.compile(driver.filter() + "Release\\w+\\((\\w+)\\);")
                    .matcher(end);
            while (release.find()) {
                assertThat(end.substring(release.end()))
                        .as(name)
                        .doesNotContainPattern("\\b" + release.group(1) + "\\b(?! = NULL)");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void l2_aPreCallbackSetsItsCompletionContextOnlyWhereItAsksForTheCall(Emitted driver) {
        driver.routines().forEach((name, inside) -> {
            if (name.startsWith(driver.filter() + "Pre") && inside.contains("CompletionContext")) {
                var set = inside.indexOf("*CompletionContext = ", inside.indexOf("*CompletionContext = NULL;") + 1);
                assertThat(inside).contains("*CompletionContext = NULL;");
                if (set >= 0) {
                    assertThat(inside.substring(set)).containsPattern("SUCCESS_WITH_CALLBACK|FLT_PREOP_SYNCHRONIZE");
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void l4_whileAnInstanceIsTornDownAPostCallbackOnlyGivesBackWhatItCarries(Emitted driver) {
        driver.routines().forEach((name, inside) -> {
            if (name.startsWith(driver.filter() + "Post") && !name.endsWith("Hook")) {
                assertThat(inside)
                        .as(name)
                        .contains("if (!FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)) {")
                        .endsWith("    return FLT_POSTOP_FINISHED_PROCESSING;\n");
                var outside = inside.substring(inside.indexOf("\n    }\n", inside.indexOf("DRAINING")));
                assertThat(outside.replaceAll("\\w+(Release\\w+|pFreeCompletion)\\(\\w+\\);", ""))
                        .as(name)
                        .doesNotContain("(Data")
                        .doesNotContain("FltObjects");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void l21_codeIsPageableExactlyWhereItSaysSo(Emitted driver) {
        var pragmas = String.join("\n", driver.sources().values());
        driver.routines().forEach((name, inside) -> {
            if (name.equals("DriverEntry") || name.endsWith("Hook")) {
                return;
            }
            assertThat(pragmas.contains("alloc_text(PAGE, " + name + ")"))
                    .as(name)
                    .isEqualTo(inside.contains("PAGED_CODE();"));
        });
        assertThat(pragmas)
                .doesNotContain("alloc_text(PAGE, " + driver.filter() + "PreWrite)")
                .doesNotContain("alloc_text(PAGE, " + driver.filter() + "PostWrite)")
                .doesNotContain("alloc_text(PAGE, " + driver.filter() + "pAfterWrite)")
                .doesNotContain("alloc_text(PAGE, " + driver.filter() + "pReleaseContext)");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void aLineFitsTheWidthOfThePage(Emitted driver) {
        driver.sources()
                .forEach((path, text) -> assertThat(text.lines().filter(line -> line.length() > 100))
                        .as(path)
                        .allMatch(line -> line.contains("RtlCopyMemory")));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void noFileHasTrailingSpaceOrTwoBlankLines(Emitted driver) {
        driver.sources()
                .forEach((path, text) -> assertThat(text)
                        .as(path)
                        .doesNotContainPattern("[ \\t]\\n")
                        .doesNotContain("\n\n\n")
                        .endsWith("\n"));
    }

    @Test
    void f1_pagingFilesAreLeftAlone() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        for (var callback : List.of("PreRead", "PreWrite")) {
            assertThat(rich.routine(callback))
                    .containsSubsequence("if (RichIsPagingFileIo(Data, FltObjects)) {", "RichGetInstanceState(");
        }
        assertThat(rich.routine("PreCreate"))
                .containsSubsequence("SL_OPEN_PAGING_FILE", "FLT_PREOP_SUCCESS_NO_CALLBACK", "RichPreCreateHook(");
        assertThat(rich.routine("pMayHaveContexts")).contains("FsRtlIsPagingFile");
    }

    @Test
    void f2_noCallbackSeesAQueryOpenOrTheTimeAfterAClose() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("Registration.c"))
                .doesNotContain("NETWORK_QUERY_OPEN")
                .doesNotContain("RichPostClose")
                .doesNotContain("RichPostShutdown");
    }

    @Test
    void s2_contextsOfAFileAreHadOnlyWhenItWasOpened() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAfterCreate"))
                .containsSubsequence(
                        "if (RichHasOpenedFile(Data, FltObjects)) {",
                        "RichFindOrCreateFileState(Data, FltObjects, &FileState)",
                        "RichEnlistTransactionState(FltObjects, &TransactionState)",
                        "}");
    }

    @Test
    void s7_anOpenIsCancelledBeforeAnyStatementIfARequiredContextCannotBeHad() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAfterCreate"))
                .containsSubsequence(
                        "Required != STATUS_FLT_DELETING_OBJECT",
                        "RichpCancelOpen(Data, FltObjects, Required);",
                        "FileState = NULL;",
                        "RichFileStateOnCreate(",
                        "RichPostCreateHook(");
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").file("Create.c"))
                .doesNotContain("CancelOpen");
    }

    @Test
    void s3_ofTwoThreadsThatCreateTheOneThatAttachesWins() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pFindOrCreateContext"))
                .containsSubsequence(
                        "RichpGetContext(Kind, FltObjects, Context);",
                        "RichpCreateContext(",
                        "FLT_SET_CONTEXT_KEEP_IF_EXISTS",
                        "*Context = NewContext;",
                        "FltReleaseContext(NewContext);",
                        "STATUS_FLT_CONTEXT_ALREADY_DEFINED");
    }

    @Test
    void s5_whatIsReplacedIsReleased() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pReplaceContext"))
                .containsSubsequence("FLT_SET_CONTEXT_REPLACE_IF_EXISTS", "FltReleaseContext(OldContext);");
    }

    @Test
    void s9_theContextOfAVolumeIsSetByVolumeAndFoundByFilterAndVolume() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("ContextSupport.c"))
                .contains("FltGetVolumeContext(FltObjects->Filter, FltObjects->Volume, Context)")
                .contains("FltDeleteVolumeContext(FltObjects->Filter, FltObjects->Volume, NULL)")
                .containsPattern("FltSetVolumeContext\\(\\s+FltObjects->Volume,\\s+Operation,");
    }

    @Test
    void s28_aReleaseIsNotTheLastThingThatARoutineDoes() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        assertThat(rich.routine("pReleaseContext")).endsWith("    KeMemoryBarrierWithoutFence();\n");
        assertThat(rich.routine("ReleaseName")).endsWith("    KeMemoryBarrierWithoutFence();\n");
    }

    @Test
    void a7_memoryIsZeroedBeforeAnythingInItIsSetUp() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAllocateContext"))
                .containsSubsequence("FltAllocateContext(", "RtlZeroMemory(*Context, Size);", "Traits->Initialize(");
    }

    @Test
    void a7_a12_theHeadersAreToldToZeroMemoryAndNotToExecuteItWhereWindowsDoesNot() {
        assertThat(Emitted.of(DriverModel.MINIFILTER, OLD).file(".h"))
                .containsSubsequence(
                        "#define POOL_ZERO_DOWN_LEVEL_SUPPORT 1\n",
                        "#define POOL_NX_OPTIN 1\n",
                        "#include <fltKernel.h>");
        assertThat(Emitted.example(DriverModel.MINIFILTER, "ctx").file(".h"))
                .containsSubsequence("#define POOL_ZERO_DOWN_LEVEL_SUPPORT 1\n", "#include <fltKernel.h>")
                .doesNotContain("POOL_NX_OPTIN");
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").file(".h")).doesNotContain("#define POOL_");
    }

    @Test
    void a5_aTextBehindAContextMustFitIntoAUshortWithIt() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAllocateContext"))
                .containsSubsequence(
                        "RichTextBytes(Text, Traits->TextChars)", "Size > MAXUSHORT", "FltAllocateContext(");
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").routine("pAllocateContext"))
                .doesNotContain("MAXUSHORT");
    }

    @Test
    void r1_r10_theTablesEndAndOutliveTheirRegistration() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("Registration.c"))
                .contains("static const FLT_CONTEXT_REGISTRATION")
                .contains("{ .ContextType = FLT_CONTEXT_END },")
                .contains("{ .MajorFunction = IRP_MJ_OPERATION_END },")
                .contains(".Version = FLT_REGISTRATION_VERSION,");
    }

    @Test
    void r9_whatAnOlderWindowsLacksDoesNotCompileForIt() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("Registration.c"))
                .contains("#if NTDDI_VERSION < NTDDI_WIN8\n#error");
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").file("Registration.c"))
                .doesNotContain("#error");
    }

    @Test
    void l1_whatACompletionNeedsTravelsWithTheOperation() {
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").routine("PreWrite"))
                .containsSubsequence("*CompletionContext = StreamState;", "StreamState = NULL;", "WITH_CALLBACK");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("PreWrite"))
                .containsSubsequence(
                        "RichpAllocateCompletion();",
                        "Completion->InstanceState = InstanceState;",
                        "InstanceState = NULL;",
                        "Completion->StreamState = StreamState;",
                        "StreamState = NULL;",
                        "*CompletionContext = Completion;");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("PostWrite"))
                .containsSubsequence("RichReleaseStreamState(", "RichReleaseInstanceState(", "RichpFreeCompletion(");
    }

    @Test
    void l7_whatTheAuthorCompletesCarriesNothing() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("PreWrite"))
                .containsSubsequence(
                        "== RichHookComplete) {", "FLT_PREOP_COMPLETE", "} else {", "*CompletionContext =");
    }

    @Test
    void l17_l18_whatIsSetUpIsTakenDownInReverse() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("Unload"))
                .containsSubsequence("FltUnregisterFilter(", "ExDeleteNPagedLookasideList(");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("Driver.c"))
                .containsSubsequence(
                        "ExInitializeDriverRuntime(DrvRtPoolNxOptIn);",
                        "ExInitializeNPagedLookasideList(",
                        "FltRegisterFilter(",
                        "FltStartFiltering(",
                        "FltUnregisterFilter(",
                        "ExDeleteNPagedLookasideList(");
    }

    @Test
    void n1_n2_aNameIsHandedOutParsedAndReleasedOnce() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pParseName"))
                .containsSubsequence("FltParseFileNameInformation(", "FltReleaseFileNameInformation(");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAfterCreate"))
                .containsSubsequence("RichQueryName(Data, &NameInformation)", "RichReleaseName(NameInformation);");
    }

    @Test
    void n3_noNameIsAskedForInsidePagingIoOrAnotherRequest() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("QueryName"))
                .containsSubsequence(
                        "IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO",
                        "IoGetTopLevelIrp() != NULL",
                        "FltGetFileNameInformation(");
    }

    @Test
    void n4_theNameOfARenameIsFetchedBeforeItAndSettledAfterIt() {
        var audit = Emitted.example(DriverModel.MINIFILTER, "audit");
        assertThat(audit.routine("PreSetInformation"))
                .containsSubsequence(
                        "if (AuditpIsRename(Data)) {",
                        "AuditQueryDestination(Data, FltObjects, &Destination);",
                        "*CompletionContext = Destination;",
                        "FLT_PREOP_SYNCHRONIZE");
        assertThat(audit.routine("QueryRenamedName"))
                .contains("FltGetTunneledName(Data, Destination->Name, NameInformation)");
        assertThat(audit.routine("PostSetInformation")).contains("AuditReleaseDestination(Destination);");
    }

    @Test
    void n4_aNameThatWasAskedForBeforeARenameNeverReplacesTheNewOne() {
        var audit = Emitted.example(DriverModel.MINIFILTER, "audit");
        assertThat(audit.routine("pAfterCreate"))
                .containsSubsequence(
                        "LONG64 Generation = AuditRenamesSoFar();",
                        "AuditQueryName(",
                        "AuditStreamStateOnCreate(StreamState, Name, Now, Generation);");
        assertThat(audit.routine("pAfterRename"))
                .containsSubsequence(
                        "Generation = InterlockedIncrement64(&AuditRenames);",
                        "AuditQueryRenamedName(",
                        "AuditStreamStateOnRename(StreamState, Name, Generation);");
        assertThat(audit.routine("QueryRenamedName")).contains("Generation != Destination->Generation + 1");
        assertThat(audit.routine("StreamStateOnCreate"))
                .containsSubsequence(
                        "AuditLockStreamState(StreamState);",
                        "Generation >= StreamState->NameGeneration",
                        "StreamState->NameGeneration = Generation;",
                        "AuditUnlockStreamState(StreamState);");
    }

    @Test
    void n5_aRenamedFolderMakesNamesStale() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        assertThat(rich.routine("pAfterRename"))
                .containsSubsequence(
                        "if (NT_SUCCESS(Data->IoStatus.Status)) {", "RichpCountRename(", "RichQueryRenamedName(");
        assertThat(rich.routine("pCountRename")).containsSubsequence("FltIsDirectory(", "RichAgeNames(Generation);");
        assertThat(rich.routine("RenewFileState"))
                .containsSubsequence(
                        "LONG64 Generation = RichRenamesSoFar();",
                        "CurrentGeneration < RichFolderRenamed",
                        "RichQueryName(");
    }

    @Test
    void n6_everyClassThatRenamesLinksOrDeletesIsRecognized() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("SetInformation.c"))
                .contains("#define RICH_RENAME 10\n")
                .contains("#define RICH_RENAME_BYPASS_ACCESS_CHECK 56\n")
                .contains("#define RICH_RENAME_EX 65\n")
                .contains("#define RICH_RENAME_EX_BYPASS_ACCESS_CHECK 66\n")
                .contains("#define RICH_LINK 11\n")
                .contains("#define RICH_LINK_BYPASS_ACCESS_CHECK 57\n")
                .contains("#define RICH_LINK_EX 72\n")
                .contains("#define RICH_LINK_EX_BYPASS_ACCESS_CHECK 73\n")
                .contains("#define RICH_DISPOSITION 13\n")
                .contains("#define RICH_DISPOSITION_EX 64\n");
    }

    @Test
    void n9_aFailedRenameChangesNothing() {
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").routine("PostSetInformation"))
                .contains("NT_SUCCESS(Data->IoStatus.Status) && AuditpIsRename(Data)");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAfterRename"))
                .contains(
                        "if (NT_SUCCESS(Data->IoStatus.Status) && FileState != NULL) {\n        RichFileStateOnRename(");
    }

    @Test
    void x2_x4_aSectionIsOpenedWithItsContextAndClosedBeforeIt() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("OpenScanState"))
                .containsSubsequence(
                        "OBJ_KERNEL_HANDLE", "FltCreateSectionForDataScan(", "} else {", "FltReleaseContext(Context);");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("CloseScanState"))
                .containsSubsequence(
                        "ZwClose(", "ObDereferenceObject(", "FltCloseSectionForDataScan(", "RichReleaseScanState(");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("Instance.c"))
                .contains("FltRegisterForDataScan(FltObjects->Instance);");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("ContextSupport.h"))
                .doesNotContain("RichRemoveScanState");
    }

    @Test
    void t2_t3_whoTracksATransactionIsToldHowItEnds() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("Registration.c"))
                .contains(".TransactionNotificationCallback = ");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("EnlistTransactionState"))
                .containsSubsequence(
                        "FltEnlistInTransaction(",
                        "STATUS_FLT_ALREADY_ENLISTED",
                        "RichReleaseTransactionState(*TransactionState);",
                        "*TransactionState = NULL;");
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("TransactionNotification"))
                .containsSubsequence(
                        "FltReferenceContext(TransactionContext);",
                        "RichpOnCommit(",
                        "RichpOnRollback(",
                        "RichRemoveTransactionState(FltObjects);",
                        "RichReleaseTransactionState(TransactionContext);")
                .doesNotContain("STATUS_PENDING;");
    }

    @Test
    void t4_aContextThatOthersMayHaveEnlistedStaysWithItsTransaction() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("EnlistTransactionState"))
                .doesNotContain("RichRemoveTransactionState(");
    }

    @Test
    void t1_theOutcomeOfATransactionIsToldAtPassiveLevel() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        assertThat(rich.file("Callbacks.h"))
                .contains("_IRQL_requires_max_(PASSIVE_LEVEL)\nNTSTATUS\nFLTAPI\nRichTransactionNotification(");
        assertThat(rich.file("Hooks.h"))
                .contains("_IRQL_requires_max_(PASSIVE_LEVEL)\nVOID\nRichPreCommitHook(")
                .contains("_IRQL_requires_max_(PASSIVE_LEVEL)\nVOID\nRichPreRollbackHook(");
    }

    @Test
    void s2_statementsOfATransactionRunOnlyForAnOpenThatHasSucceeded() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAfterCreate"))
                .containsSubsequence(
                        "PRICH_TRANSACTION_STATE TransactionState = NULL;",
                        "if (RichHasOpenedFile(Data, FltObjects)) {",
                        "RichEnlistTransactionState(FltObjects, &TransactionState)",
                        "RichpCancelOpen(",
                        "TransactionState = NULL;",
                        "if (TransactionState != NULL) {\n        RichTransactionStateOnCreateCompleted(");
    }

    @Test
    void l21_whatReadsAndWritesCallIsNotPageable() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        for (var routine : List.of(
                "pGetContext",
                "pFindOrCreateContext",
                "pCreateContext",
                "CleanupContext",
                "InitializeStreamState",
                "UninitializeStreamState")) {
            assertThat(rich.routine(routine)).as(routine).doesNotContain("PAGED_CODE");
        }
        assertThat(rich.routine("InitializeFileState")).contains("PAGED_CODE");
        var audit = Emitted.example(DriverModel.MINIFILTER, "audit");
        assertThat(audit.routine("pGetContext")).doesNotContain("PAGED_CODE");
        assertThat(audit.routine("pFindOrCreateContext")).contains("PAGED_CODE");
    }

    @Test
    void l21_aNameThatReadsOrWritesLookAfterIsNotLookedAfterInPageableCode() {
        var lazy = minifilter("""
                  StreamState:
                    attach: stream
                    tag: LzSt
                    fields: { Name: { type: string, name: lazy }, Writes: uint64 }
                    track: { create: [Name = name], write: [Writes += 1] }
                """);
        assertThat(lazy.routine("PreWrite")).contains("SomeRenewStreamState(");
        for (var routine : List.of("RenewStreamState", "QueryName", "ReleaseName")) {
            assertThat(lazy.routine(routine)).as(routine).doesNotContain("PAGED_CODE");
        }
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("RenewFileState"))
                .contains("PAGED_CODE");
    }

    @Test
    void f9_aContextOfAVolumeGetsNoNameWhereNoFileWasOpened() {
        var opens = minifilter("""
                  VolumeState:
                    attach: instance
                    tag: LzVo
                    fields: { Last: { type: string, max: 260 } }
                    track: { create: [Last = name] }
                """);
        assertThat(opens.routine("pAfterCreate"))
                .contains("if (SomeHasOpenedFile(Data, FltObjects) &&\n        VolumeState != NULL &&");
        assertThat(Emitted.example(DriverModel.MINIFILTER, "audit").routine("pAfterCreate"))
                .doesNotContain("HasOpenedFile(Data, FltObjects) &&");
    }

    @Test
    void a1_theContextsOfSectionsAloneAreCreatedInCodeThatIsPageable() {
        var sections = minifilter("""
                  ScanState: { attach: section, tag: ScSc, fields: { Result: uint32 } }
                """);
        assertThat(sections.routine("pCreateContext")).contains("PAGED_CODE();");
        assertThat(sections.file("ContextSupport.c")).contains("alloc_text(PAGE, SomepCreateContext)");
    }

    @Test
    void f9_theEndsOfTheFileSystemsOwnFileObjectsAreNotTracked() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        assertThat(rich.routine("PreCleanup"))
                .containsSubsequence(
                        "    if (FlagOn(FltObjects->FileObject->Flags, FO_STREAM_FILE)) {\n"
                                + "        return FLT_PREOP_SUCCESS_NO_CALLBACK;",
                        "RichGetStreamState(");
        assertThat(rich.routine("PreClose"))
                .containsSubsequence(
                        "    if (!FlagOn(FltObjects->FileObject->Flags, FO_STREAM_FILE)) {",
                        "        (VOID)RichGetHandleState(FltObjects, &HandleState);\n    }",
                        "RichPreCloseHook(");
        assertThat(rich.routine("pGetContext")).doesNotContain("FO_STREAM_FILE");
    }

    @Test
    void f1_theOpenOfAPagingFileThatExistsIsNotCancelled() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).routine("pAfterCreate"))
                .containsSubsequence(
                        "if (!NT_SUCCESS(Required) &&",
                        "!FsRtlIsPagingFile(FltObjects->FileObject)) {",
                        "RichpCancelOpen(");
    }

    @Test
    void l1_aHookIsToldWhatItMayNotDoAndWhenItHasNoContext() {
        var hooks = Emitted.rich(DriverModel.MINIFILTER).file("Hooks.h").replace("\n// ", " ");
        assertThat(hooks)
                .containsSubsequence("paging file does not come here (F1)", "RichPreCreateHook(")
                .containsSubsequence("reparsed (S2)", "RichPostCreateHook(")
                .containsSubsequence("IRP_PAGING_IO", "no I/O is done", "RichPreReadHook(")
                .containsSubsequence("no memory for what takes them along (L1)", "RichPostWriteHook(");
        assertThat(hooks.substring(hooks.indexOf("create-named-pipe"))).doesNotContain("reparsed (S2)");
    }

    @Test
    void l1_aReferenceToPagedMemoryIsNotTakenAtDispatchLevel() {
        assertThat(Emitted.rich(DriverModel.MINIFILTER).file("ContextSupport.h"))
                .contains("_IRQL_requires_max_(APC_LEVEL)\nFORCEINLINE\nVOID\nRichReferenceFileState(")
                .contains("_IRQL_requires_max_(DISPATCH_LEVEL)\nFORCEINLINE\nVOID\nRichReferenceStreamState(");
    }

    private static Emitted minifilter(String contexts) {
        return Emitted.of(DriverModel.MINIFILTER, """
                perstream: 1
                filter:
                  name: Some
                  description: What one test needs
                  version: 1.0.0
                  models: [minifilter]
                  group: anti-virus
                  altitude: 320030
                  windows: 10.0.19041
                  architectures: [x64]
                contexts:
                """ + contexts);
    }

    @Test
    void aDriverHasOnlyTheFilesThatItsSchemaNeeds() {
        var audit = Emitted.example(DriverModel.MINIFILTER, "audit");
        assertThat(List.of("Transaction.c", "Section.c", "Read.c")).noneMatch(audit::has);
        assertThat(Emitted.example(DriverModel.MINIFILTER, "ctx").has("Hooks.c"))
                .isFalse();
    }

    @Test
    void theAuthorsFileHasEveryRoutineThatTheHeaderDeclares() {
        var rich = Emitted.rich(DriverModel.MINIFILTER);
        assertThat(rich.hooks().parts()).isNotEmpty().allSatisfy(part -> {
            assertThat(rich.hooks().content()).contains(part.text());
            assertThat(part.text()).contains(part.signature());
            assertThat(rich.file("Hooks.h")).contains(part.signature() + ";");
        });
    }
}
