package dev.perstream.emit.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.emit.Emitted;
import dev.perstream.model.DriverModel;
import dev.perstream.output.PlannedFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds by construction in every legacy filter, rule by rule. */
class LegacyRulesTest {

    private static final List<String> OBSOLETE = List.of(
            "AcquireFileForNtCreateSection",
            "ReleaseFileForNtCreateSection",
            "AcquireForModWrite",
            "ReleaseForModWrite",
            "AcquireForCcFlush",
            "ReleaseForCcFlush");

    /** A context that an open may fail for, beside one that counts failures. */
    private static final String FAILURES = """
            perstream: 1
            filter:
              name: Fails
              description: Failures
              provider: Example Corp
              version: 1.0.0
              models: [legacy]
              group: activity-monitor
              altitude: 370031
              windows: 6.1.7601
              architectures: [x64]
            contexts:
              VolumeInfo:
                attach: instance
                tag: FaVi
                lock: none
                fields: { Failures: { type: uint32, interlocked: true } }
                track: { create: [Failures += 1 when failed] }
              StreamInfo:
                attach: stream
                tag: FaSi
                unavailable: fail
                fields: { Opens: uint32 }
                track: { create: [Opens += 1] }
            """;

    private static final Emitted RICH = Emitted.rich(DriverModel.LEGACY);

    static Stream<Emitted> filters() {
        return Stream.of(
                RICH, Emitted.example(DriverModel.LEGACY, "audit"), Emitted.example(DriverModel.LEGACY, "filespy"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g22_theTablesHaveEveryEntryButTheObsoleteOnes(Emitted filter) {
        assertThat(initialized(filter.file("FastIo.c")))
                .contains("FastIoDetachDevice", "FastIoQueryOpen", "MdlWriteCompleteCompressed")
                .doesNotContainAnyElementsOf(OBSOLETE)
                .hasSize(21)
                .doesNotHaveDuplicates();
        assertThat(initialized(filter.file("FsFilter.c"))).hasSize(12).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g22_everyFastIoCallLooksAtTheTableBelowFirst(Emitted filter) {
        filter.routines().forEach((name, body) -> {
            var call = Pattern.compile("Table->(\\w+)\\(").matcher(body);
            while (call.find()) {
                assertThat(body.substring(0, call.start())).as(name).contains("(Table, " + call.group(1) + ")");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g24_theRegistrationForFileSystemsIsTheLastStepAndEveryStepIsUndone(Emitted filter) {
        var name = filter.filter();
        assertThat(filter.routines().get("DriverEntry"))
                .containsSubsequence(
                        name + "CreateControlDevice();",
                        name + "RegisterDispatch(DriverObject);",
                        "FsRtlRegisterFileSystemFilterCallbacks(",
                        "IoRegisterFsRegistrationChange(",
                        "if (!NT_SUCCESS(Status)) {",
                        "DriverObject->FastIoDispatch = NULL;",
                        "IoDeleteDevice(" + name + "Data.ControlDevice);");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g13_unloadStopsNewsDetachesAndWaitsBeforeItTakesAnythingAway(Emitted filter) {
        assertThat(filter.routine("Unload"))
                .containsSubsequence(
                        "IoUnregisterFsRegistrationChange(",
                        "DetachAllDevices();",
                        "ExWaitForRundownProtectionRelease(",
                        "IoDeleteDevice(");
        assertThat(filter.file("Driver.c")).contains("#if DBG\n    DriverObject->DriverUnload");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g13_unloadFindsTheDevicesWithoutMemoryAndNoneIsAttachedBehindItsBack(Emitted filter) {
        assertThat(filter.routine("NextAttachedDevice"))
                .containsSubsequence(
                        "ExAcquireFastMutex(", "Data.Unloading = TRUE;", "ReferenceDevice(", "ExReleaseFastMutex(");
        assertThat(filter.routine("AttachDevice"))
                .containsSubsequence(
                        "ExAcquireFastMutex(",
                        "Data.Unloading",
                        "IoAttachDeviceToDeviceStackSafe(",
                        "InsertTailList(",
                        "ExReleaseFastMutex(");
        assertThat(filter.routine("DetachAllDevices")).doesNotContain("Allocate", "ListDevices");
    }

    @Test
    void g14_aVolumeThatIsDismountedIsNotTouchedByAShutdown() {
        var filespy = Emitted.example(DriverModel.LEGACY, "filespy");
        assertThat(filespy.routine("KeepAttachedDevice"))
                .containsSubsequence(
                        "ExAcquireFastMutex(", "Extension->Attached", "ReferenceDevice(", "ExReleaseFastMutex(");
        assertThat(filespy.routine("ForEachVolume"))
                .containsSubsequence(
                        "if (FileSpyKeepAttachedDevice(Extension)) {",
                        "Routine(Devices[Index], Irp);",
                        "FileSpyReleaseDevice(Extension);",
                        "ObDereferenceObject(");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g27_unloadLeavesTimeToTheRequestsThatItFindsBeforeTheDevicesGo(Emitted filter) {
        assertThat(filter.routine("DetachAllDevices"))
                .containsSubsequence("DetachDevice(", "KeDelayExecutionThread(", "ReleaseDevice(");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g16_contextsAreTakenOffWhileClosesStillComeThroughTheDevice(Emitted filter) {
        assertThat(filter.routine("DetachDevice"))
                .containsSubsequence("RemoveAllContexts(Extension);", "IoDetachDevice(", "ReleaseDevice(Extension);");
    }

    @Test
    void a7_a12_theHeadersAreToldToZeroMemoryAndNotToExecuteItWhereWindowsDoesNot() {
        assertThat(RICH.file(".h"))
                .containsSubsequence(
                        "#define POOL_ZERO_DOWN_LEVEL_SUPPORT 1\n", "#define POOL_NX_OPTIN 1\n", "#include <ntifs.h>");
        assertThat(Emitted.example(DriverModel.LEGACY, "filespy").file(".h"))
                .containsSubsequence("#define POOL_ZERO_DOWN_LEVEL_SUPPORT 1\n", "#include <ntifs.h>")
                .doesNotContain("POOL_NX_OPTIN");
        assertThat(Emitted.example(DriverModel.LEGACY, "audit").file(".h")).doesNotContain("#define POOL_");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g23_aDeviceLooksLikeItsTargetAndIsUsableOnlyWhenAttached(Emitted filter) {
        assertThat(filter.routine("CreateDevice"))
                .containsSubsequence(
                        "NULL, TargetDevice->DeviceType, 0, FALSE",
                        "FlagOn(TargetDevice->Flags, DO_BUFFERED_IO | DO_DIRECT_IO)",
                        "if (TargetDevice == NamedDevice) {",
                        "FlagOn(TargetDevice->Characteristics, FILE_DEVICE_SECURE_OPEN)");
        assertThat(filter.routine("AttachDevice"))
                .containsSubsequence(
                        "ExAcquireFastMutex(",
                        "FindAttachedDevice(TargetDevice)",
                        "IoAttachDeviceToDeviceStackSafe(",
                        "ExReleaseFastMutex(",
                        "ClearFlag(Extension->DeviceObject->Flags, DO_DEVICE_INITIALIZING)");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g6_lookupsAndWhatFollowsFromThemAreOneStep(Emitted filter) {
        filter.routines().forEach((name, body) -> {
            for (var call : List.of("Kind->Lookup(", "Kind->Insert(")) {
                for (var at = body.indexOf(call); at >= 0; at = body.indexOf(call, at + 1)) {
                    assertThat(body.substring(0, at)).as(name).contains("ExAcquireFastMutex(&Extension->ContextLock)");
                    assertThat(body.substring(at)).as(name).contains("ExReleaseFastMutex(&Extension->ContextLock)");
                }
            }
        });
    }

    @Test
    void l9_noReferenceIsReleasedUnderTheContextLock() {
        RICH.routines().forEach((name, body) -> {
            for (var part : body.split("ExAcquireFastMutex\\(&Extension->ContextLock\\);", -1)) {
                var held = part.substring(0, Math.max(0, part.indexOf("ExReleaseFastMutex")));
                assertThat(body.startsWith(part) ? "" : held).as(name).doesNotContain("ReleaseContext(");
            }
        });
    }

    @Test
    void g9_onlyWhoDetachesAContextReleasesTheReferenceOfItsAttachment() {
        assertThat(RICH.routine("DetachContext"))
                .containsSubsequence(
                        "!Context->Attached", "Context->Kind->Remove(Context)", "return FALSE;", "return TRUE;");
        assertThat(RICH.routine("RemoveContext")).contains("if (Detached) {\n        RichReleaseContext(Context);");
        assertThat(RICH.routine("FreeCallback"))
                .containsSubsequence("Attached = FALSE;", "ExReleaseFastMutex(", "RichReleaseContext(Context);");
    }

    @Test
    void g4_everyOwnerIsTheDeviceExtensionAndEveryRemovalNamesTheContext() {
        var kinds = RICH.file("ContextKinds.c");
        assertThat(kinds).doesNotContainPattern("FsRtl\\w+Context\\([^;]*NULL, NULL\\)");
        assertThat(kinds).containsPattern("FsRtlRemovePerStreamContext\\(Context->Anchor, Context->Device, Context\\)");
        assertThat(kinds).containsPattern("FsRtlRemovePerFileContext\\(Context->Anchor, Context->Device, Context\\)");
        assertThat(kinds)
                .containsPattern("FsRtlRemovePerFileObjectContext\\(Context->Anchor, Context->Device, Context\\)");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g19_whatIsSentWithACompletionRoutineIsCopiedAndPendingIsPassedOn(Emitted filter) {
        filter.routines().forEach((name, body) -> {
            if (body.contains("IoSetCompletionRoutine(Irp, " + filter.filter()) && !body.contains("SignalCompletion")) {
                assertThat(body)
                        .as(name)
                        .containsSubsequence("IoCopyCurrentIrpStackLocationToNext(Irp);", "return IoCallDriver(");
            }
            if (name.endsWith("Completion") && !name.endsWith("SignalCompletion")) {
                assertThat(body)
                        .as(name)
                        .contains("if (Irp->PendingReturned) {\n        IoMarkIrpPending(Irp);")
                        .endsWith("return STATUS_CONTINUE_COMPLETION;\n");
            }
        });
        assertThat(filter.routine("SignalCompletion"))
                .doesNotContain("IoMarkIrpPending")
                .contains("return STATUS_MORE_PROCESSING_REQUIRED;");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g18_createIsCompletedInItsOwnThread(Emitted filter) {
        assertThat(filter.routine("Create"))
                .containsSubsequence(
                        "OpensPagingFile(Irp)", "ForwardAndWait(", "AfterCreate(DeviceObject, Irp);", "Complete(Irp);");
        assertThat(filter.routine("AfterCreate")).contains("BOOLEAN Opened = " + filter.filter() + "HasOpened(Irp);");
        assertThat(filter.file("Irp.h")).contains("STATUS_REPARSE");
    }

    @Test
    void g16_aFileObjectsContextIsTakenOffBeforeTheCloseIsPassedDown() {
        assertThat(RICH.routine("Close"))
                .containsSubsequence("RichBeforeClose(", "RichPassThrough(DeviceObject, Irp);");
        assertThat(RICH.routine("BeforeClose"))
                .containsSubsequence("RichRemoveHandleInfo(HandleInfo);", "RichReleaseHandleInfo(HandleInfo);")
                .doesNotContain("StreamInfo");
    }

    @Test
    void n4_aNameThatWasAskedForBeforeARenameNeverReplacesTheNewOne() {
        var audit = Emitted.example(DriverModel.LEGACY, "audit");
        assertThat(audit.routine("AfterCreate"))
                .containsSubsequence(
                        "LONG64 Generation = AuditRenamesSoFar();",
                        "AuditQueryName(",
                        "AuditStreamStateOnCreate(StreamState, Name, Now, Generation);");
        assertThat(audit.routine("AfterRename"))
                .containsSubsequence(
                        "if (NT_SUCCESS(Irp->IoStatus.Status)) {",
                        "Generation = InterlockedIncrement64(&AuditRenames);",
                        "AuditQueryName(",
                        "AuditStreamStateOnRename(StreamState, Name, Generation);");
    }

    @Test
    void n5_aRenamedFolderMakesNamesStale() {
        var rich = Emitted.rich(DriverModel.LEGACY);
        assertThat(rich.routine("CountRename"))
                .containsSubsequence("Information.Directory", "RichAgeNames(Generation);");
        assertThat(rich.routine("RefreshRenamedStreamInfo"))
                .containsSubsequence(
                        "LONG64 Generation = RichRenamesSoFar();",
                        "NameGeneration >= RichFolderRenamed",
                        "RichQueryName(");
    }

    @Test
    void n9_aFailedChangeOfInformationChangesNothing() {
        assertThat(RICH.routine("AfterHardLink"))
                .contains("if (FileInfo != NULL && NT_SUCCESS(Irp->IoStatus.Status)) {");
        assertThat(RICH.routine("AfterRename"))
                .containsSubsequence(
                        "if (NT_SUCCESS(Irp->IoStatus.Status)) {\n        (VOID)RichFindOrCreateStreamInfo(",
                        "if (StreamInfo != NULL && NT_SUCCESS(Irp->IoStatus.Status)) {\n        Name = RichQueryName(",
                        "NT_SUCCESS(Irp->IoStatus.Status)) {",
                        "RichStreamInfoOnRename(");
    }

    @Test
    void l8_anOpenThatIsTakenBackIsNotTracked() {
        assertThat(RICH.routine("AfterCreate"))
                .containsSubsequence(
                        "!NT_SUCCESS(Status) && !FsRtlIsPagingFile(Stack->FileObject)",
                        "RichCancelOpen(DeviceObject, Irp, Status);",
                        "Opened = FALSE;",
                        "if (FileInfo != NULL && !Opened) {\n        RichReleaseFileInfo(FileInfo);\n        FileInfo = NULL;",
                        "Created = RichHasCreated(Irp);",
                        "RichPostCreateHook(");
        assertThat(Emitted.of(DriverModel.LEGACY, FAILURES).routine("AfterCreate"))
                .doesNotContain("BOOLEAN Failed = ")
                .containsSubsequence("CancelOpen(", "Failed = (BOOLEAN)!NT_SUCCESS(Irp->IoStatus.Status);");
    }

    @Test
    void g16_anOpenThatIsTakenBackLeavesNoContextOnItsFileObject() {
        assertThat(RICH.routine("CancelOpen"))
                .containsSubsequence(
                        "RichRemoveHandleInfo(HandleInfo);",
                        "RichReleaseHandleInfo(HandleInfo);",
                        "IoCancelFileOpen(RichLowerDevice(DeviceObject), FileObject);");
    }

    @Test
    void g20_noPagersRequestComesToTheContextLock() {
        for (var object : List.of("Stream", "File", "FileObject")) {
            assertThat(RICH.routine(object + "Anchor"))
                    .contains("return FsRtlSupportsPerStreamContexts(FileObject)")
                    .contains(": NULL;");
        }
        assertThat(RICH.routine("GetContext"))
                .containsSubsequence("Kind->Anchor(FileObject)", "Anchor == NULL", "ExAcquireFastMutex(");
    }

    @Test
    void a1_codeForWhatThePagerMayNeedIsNotPageable() {
        assertThat(RICH.file("FileSystemControl.c"))
                .doesNotContain("PAGED_CODE")
                .doesNotContain("alloc_text");
        assertThat(RICH.routine("HandleInfoOnFileSystemControl")).doesNotContain("PAGED_CODE");
        assertThat(RICH.file("Hooks.h"))
                .containsSubsequence("_IRQL_requires_max_(PASSIVE_LEVEL)\nVOID\nRichPreTeardownHook(");
    }

    @Test
    void n6_onlyWhatHasSomethingAfterItIsWaitedFor() {
        assertThat(RICH.routine("SetInformation"))
                .containsSubsequence("if (!RichIs", "return RichPassThrough(", "RichForwardAndWait(");
    }

    @Test
    void f9_volumesAndWhatFileSystemsOpenForThemselvesAreNotTracked() {
        assertThat(RICH.routine("FindOrCreateContext"))
                .containsSubsequence(
                        "FlagOn(FileObject->Flags, FO_VOLUME_OPEN | FO_STREAM_FILE)",
                        "return STATUS_NOT_SUPPORTED;",
                        "RichCreateContext(");
        assertThat(RICH.file("Irp.h"))
                .contains("return FlagOn(FileObject->Flags, FO_STREAM_FILE) ? NULL : FileObject;");
        assertThat(List.of(RICH.routine("Cleanup"), RICH.routine("BeforeClose")))
                .allSatisfy(body -> assertThat(body)
                        .contains("PFILE_OBJECT FileObject = RichOpenedFileObject(Irp);")
                        .doesNotContain("Stack->FileObject"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void g14_aDismountDoesNotTakeTheDeviceAwayThatIsBeingAttached(Emitted filter) {
        assertThat(filter.routine("AttachDevice"))
                .containsSubsequence(
                        "ReferenceDevice(Extension);",
                        "IoAttachDeviceToDeviceStackSafe(",
                        "DO_DEVICE_INITIALIZING);",
                        "} else {",
                        "ReleaseDevice(Extension);",
                        "}",
                        "ReleaseDevice(Extension);",
                        "return Status;");
    }

    @Test
    void n3_noNameIsAskedForOnAPagersWay() {
        assertThat(RICH.routine("Write")).contains("if (StreamInfo != NULL && !FlagOn(Irp->Flags, IRP_PAGING_IO)) {");
        assertThat(RICH.routine("QueryName"))
                .contains("KeGetCurrentIrql() != PASSIVE_LEVEL || IoGetTopLevelIrp() != NULL");
    }

    @Test
    void fastIoDoesNotPassByStatementsOrHooks() {
        assertThat(RICH.routine("FastIoRead")).containsSubsequence("Done = Table->FastIoRead(", "RichTrackFastRead(");
        assertThat(RICH.routine("FastIoMdlRead")).contains("return FALSE;").doesNotContain("Table->");
        assertThat(RICH.routine("FastIoWrite")).contains("return FALSE;").doesNotContain("Table->");
        assertThat(RICH.routine("FastIoQueryOpen")).contains("return FALSE;").doesNotContain("Table->");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a1_pageableRoutinesSayItTwice(Emitted filter) {
        filter.sources().forEach((path, text) -> {
            var placed = Pattern.compile("alloc_text\\(PAGE, (\\w+)\\)")
                    .matcher(text)
                    .results()
                    .map(m -> m.group(1))
                    .toList();
            var routines = routines(text);
            placed.forEach(
                    name -> assertThat(routines.get(name)).as(path + " " + name).contains("PAGED_CODE();"));
            routines.forEach((name, body) -> {
                if (body.contains("PAGED_CODE();")) {
                    assertThat(placed).as(path).contains(name);
                }
            });
        });
    }

    /** Each context that a routine acquires it releases as often. */
    @ParameterizedTest
    @MethodSource("filters")
    void s11_whatARoutineAcquiresItReleasesOrHandsOn(Emitted filter) {
        filter.routines().forEach((name, body) -> {
            if (name.matches(filter.filter() + "(Before|After|TrackFast|Setup|Teardown).*")) {
                var acquired = count(body, filter.filter() + "(Get|FindOrCreate(Named)?)(\\w+)\\(DeviceObject");
                var released = count(body, filter.filter() + "Release\\w+\\((\\w+)\\);(?!\n +\\1 = NULL;)");
                assertThat(released).as(name).isEqualTo(acquired);
            }
        });
    }

    @Test
    void aShutdownReachesEachVolumeOfItsFileSystem() {
        assertThat(Emitted.example(DriverModel.LEGACY, "filespy").routine("Shutdown"))
                .containsSubsequence(
                        "FileSpyForEachVolume(DeviceObject, Irp, FileSpyBeforeShutdown);", "FileSpyPassThrough(");
    }

    @Test
    void theHooksAreWrittenAsTheyAreDeclared() {
        var hooks = RICH.hooks();
        assertThat(hooks.parts()).isNotEmpty().allSatisfy(part -> {
            assertThat(hooks.content()).contains(part.text().strip());
            assertThat(RICH.file("Hooks.h")).contains(part.signature() + ";");
        });
    }

    @Test
    void theFilesAreTheSameEachTime() {
        assertThat(Emitted.rich(DriverModel.LEGACY).files()).isEqualTo(RICH.files());
        assertThat(RICH.files()).extracting(PlannedFile::path).doesNotHaveDuplicates();
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    private static List<String> initialized(String source) {
        return Arrays.stream(source.split("\n"))
                .filter(line -> line.startsWith("    ."))
                .map(line -> line.strip().substring(1, line.strip().indexOf(' ')))
                .filter(name -> !name.startsWith("SizeOf"))
                .collect(Collectors.toList());
    }

    private static Map<String, String> routines(String text) {
        var found = new TreeMap<String, String>();
        Pattern.compile("(?ms)^(\\w+)\\(\\n[^;{]*?\\n    \\)\\n\\{\\n(.*?)^}\\n")
                .matcher(text)
                .results()
                .forEach(match -> found.put(match.group(1), match.group(2)));
        return found;
    }
}
