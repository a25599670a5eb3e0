package dev.perstream.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.Track;
import dev.perstream.model.Unavailable;
import dev.perstream.plan.DriverPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A test for each rule that applies to a filter; the stories are the harness's. */
final class RuleTests {

    /** More than the drivers of any example allocate in the story. */
    private static final int ALLOCATIONS = 40;

    private final FilterModel filter;
    private final JavaNames names;
    private final TestNames testNames;
    private final List<MethodSpec> tests = new ArrayList<>();

    RuleTests(FilterModel filter, JavaNames names, TestNames testNames) {
        this.filter = filter;
        this.names = names;
        this.testNames = testNames;
    }

    /** The tests: those of each context, then those of the filter. */
    List<MethodSpec> tests() {
        for (var context : filter.contexts()) {
            switch (context.attach()) {
                case FILE, STREAM, STREAM_HANDLE -> ofFile(context);
                case VOLUME, INSTANCE -> ofVolume(context);
                case TRANSACTION -> ofTransaction(context);
                case SECTION -> {}
            }
        }
        ofFilter();
        FailingRoutines.of(filter).forEach(this::fails);
        return tests;
    }

    private void ofFile(Context context) {
        var life = new Lifetime(filter, context);
        var contract = contract(life);
        if (contract.isEmpty()) {
            return; // no test can use it
        }
        var name = context.name();
        var of = contract.get();
        add("S2_failedOpenLeavesNo" + name, of, "failedOpenLeavesNone");
        add("F1_pagingFileHasNo" + name, of, "pagingFileHasNone");
        add("F2_questionByPathLeavesNo" + name, of, "questionByPathLeavesNone");
        add("F9_volumeItselfHasNo" + name, of, "volumeHasNone");
        support(context, of);
        if (life.isPlain()) {
            add("S1_" + (life.comesWithOpen() ? "openedFileHasA" : "firstUseMakesA") + name, of, "comesIntoBeing");
            sharing(life, of);
            ending(life, of);
        }
        changes(context, of);
    }

    private void sharing(Lifetime life, CodeBlock of) {
        var context = life.context();
        var name = context.name();
        var isOfHandle = context.attach() == Attachment.STREAM_HANDLE;
        add("S10_" + (isOfHandle ? "eachHandleHasA" + name + "OfItsOwn" : "opensShareThe" + name), of, "opensShareIt");
        add("S3_" + (isOfHandle ? "opensAtOnceHaveTheirOwn" : "opensAtOnceShareOne") + name, of, "opensAtOnceShareIt");
        add("G18_openThatIsCompletedLaterHasA" + name, of, "pendedOpenHasIt");
        add("F10_folderHasA" + name, of, "folderHasIt");
        add(
                "F10_" + (context.attach() == Attachment.FILE ? "streamsOfAFileShareThe" : "eachStreamHasItsOwn")
                        + name,
                of,
                "alternateStreams");
        if (!life.mayEndIn(Operation.HARD_LINK)) {
            add("F11_hardLinksShareThe" + name, of, "hardLinksShareIt");
        }
    }

    private void ending(Lifetime life, CodeBlock of) {
        var context = life.context();
        var name = context.name();
        if (life.mayEndIn(Operation.CLEANUP)) {
            return;
        }
        add("S11_lastCloseEndsThe" + name, of, "lastCloseEndsIt");
        add(
                "S11_keptStream" + (context.attach() == Attachment.STREAM_HANDLE ? "HasNo" : "KeepsThe") + name,
                of,
                "staysWithAKeptStream");
        add("S11_dismountLeavesNo" + name, of, "dismountLeavesNone");
        if (!life.mayEndIn(Operation.WRITE)) {
            add("S11_keptFileObjectKeepsThe" + name, of, "staysWithAKeptFileObject");
        }
        if (!life.mayEndIn(Operation.WRITE) && !life.mayEndIn(Operation.READ)) {
            add("L1_completionAtDispatchLevelFindsThe" + name, of, "laterCompletionFindsIt");
        }
    }

    private void support(Context context, CodeBlock of) {
        var failing = filter.contexts().stream()
                .filter(other -> other.unavailable() == Unavailable.FAIL)
                .findFirst();
        if (failing.filter(context::equals).isPresent()) {
            add("S7_fileSystemWithoutContextsFailsTheOpen", of, "unsupportedFileSystemFailsOpens");
        } else if (failing.isEmpty()) {
            add("S7_fileSystemWithoutContextsHasNo" + context.name(), of, "unsupportedFileSystemLeavesFilesAlone");
        }
    }

    private void changes(Context context, CodeBlock of) {
        if (context.track(Operation.SET_INFORMATION).isPresent()) {
            return; // which runs whatever the outcome is
        }
        var operations = context.tracks().stream()
                .map(Track::operation)
                .filter(operation -> operation.takesEffectOnSuccess() && operation.root() == Operation.SET_INFORMATION)
                .filter(operation -> !asksForNameBefore(context, operation))
                .map(operation -> CodeBlock.of("$T.$L", HarnessTypes.OPERATION, operation.name()))
                .toList();
        if (!operations.isEmpty()) {
            add(
                    "N9_failedChangeLeavesThe" + context.name() + "AsItWas",
                    of,
                    CodeBlock.of("failedChangesLeaveItAsItWas($L)", CodeBlock.join(operations, ", ")));
        }
    }

    /** Whether a name that is kept lazily may be asked for before an operation, whatever becomes of it. */
    private boolean asksForNameBefore(Context context, Operation operation) {
        return DriverPlan.keepsNameLazily(context)
                && filter.operations().stream()
                        .filter(use -> use.operation() == operation || use.operation() == operation.root())
                        .anyMatch(use -> use.hooks().contains(Phase.BEFORE)
                                && use.contexts().contains(context.name()));
    }

    private void ofVolume(Context context) {
        var of = CodeBlock.of("$T.of(filter, $T.TYPE)", HarnessTypes.VOLUME_CONTRACT, names.type(context));
        add("S10_eachVolumeHasA" + context.name() + "OfItsOwn", of, "eachVolumeHasItsOwn");
        add("S11_dismountEndsThe" + context.name(), of, "goesWithTheVolume");
        add("S11_unloadEndsThe" + context.name(), of, "goesWithTheFilter");
        if (filter.contexts().stream().noneMatch(other -> other.attach().ofFile())) {
            add("F5_volumeWithoutFileContextsHasA" + context.name(), of, "fileSystemNeedsNoSupport");
        }
    }

    private void ofTransaction(Context context) {
        var of = CodeBlock.of("$T.of(filter, $T.TYPE)", HarnessTypes.TRANSACTION_CONTRACT, names.type(context));
        add("T1_transactionHasOne" + context.name(), of, "comesWithTheFirstOpen");
        add("T1_openOutsideOfTransactionsHasNo" + context.name(), of, "otherOpensHaveNone");
        add("T3_" + context.name() + "EndsWithItsTransaction", of, "endsWithTheTransaction");
    }

    private void ofFilter() {
        var of = CodeBlock.of("$T.of(filter)", HarnessTypes.FILTER_CONTRACT);
        var models = filter.identity().models();
        add("S11_closesLeaveNothing", of, "closesLeaveNothing");
        add("A14_unloadLeavesNothing", of, "unloadLeavesNothing");
        allocations();
        if (filter.contexts().stream().anyMatch(context -> context.attach().ofFile())) {
            add("S12_closeAndOpenAtOnce", of, "closeAndOpenAtOnce");
            add(
                    (models.contains(DriverModel.LEGACY) ? "G9" : "S12") + "_closeAndDismountAtOnce",
                    of,
                    "closeAndDismountAtOnce");
            add("N7_writeAndRenameAtOnce", of, "writeAndRenameAtOnce");
        }
        if (KeptNames.areInOrder(filter)) {
            add("N4_openAndRenameAtOnce", of, "openAndRenameAtOnce");
            add("N4_renamesAtOnce", of, "renamesAtOnce");
        }
        if (models.contains(DriverModel.MINIFILTER)) {
            add("L20_detachLeavesNothing", of, "detachLeavesNothing");
            add("L4_operationsAndDetachAtOnce", of, "operationsAndDetachAtOnce");
        }
        add(
                (models.contains(DriverModel.LEGACY) ? "G13" : "L18") + "_operationsAndUnloadAtOnce",
                of,
                "operationsAndUnloadAtOnce");
        add("L15_shutdownIsSurvived", of, "shutdownIsSurvived");
    }

    /** A machine of its own for each allocation that fails. */
    private void allocations() {
        tests.add(MethodSpec.methodBuilder(testNames.unique("A14_eachAllocationMayFail"))
                .addAnnotation(AnnotationSpec.builder(HarnessTypes.REPEATED_TEST)
                        .addMember("value", "$L", ALLOCATIONS)
                        .build())
                .addParameter(names.facade(), "filter")
                .addParameter(HarnessTypes.REPETITION_INFO, "allocation")
                .addStatement(
                        "$T.of(filter).allocationFails(allocation.getCurrentRepetition())",
                        HarnessTypes.FILTER_CONTRACT)
                .build());
    }

    private void fails(FailingRoutines.Failure failure) {
        add(
                failure.rule() + "_" + failure.routine() + "MayReturn" + failure.spoken(),
                CodeBlock.of("$T.of(filter)", HarnessTypes.FILTER_CONTRACT),
                CodeBlock.of(
                        "routineFails($T.$L, $S, $T.$L)",
                        HarnessTypes.DRIVER_MODEL,
                        failure.model().name(),
                        failure.routine(),
                        HarnessTypes.NT_STATUS,
                        failure.status()));
    }

    /** The contract of a context; empty if a test cannot bring it into being. */
    private Optional<CodeBlock> contract(Lifetime life) {
        var type = names.type(life.context());
        if (life.comesWithOpen()) {
            return Optional.of(CodeBlock.of("$T.of(filter, $T.TYPE)", HarnessTypes.FILE_CONTRACT, type));
        }
        return life.firstUse()
                .map(operation -> CodeBlock.of(
                        "$T.of(filter, $T.TYPE, $T.$L)",
                        HarnessTypes.FILE_CONTRACT,
                        type,
                        HarnessTypes.OPERATION,
                        operation.name()));
    }

    private void add(String name, CodeBlock contract, String story) {
        add(name, contract, CodeBlock.of("$L()", story));
    }

    private void add(String name, CodeBlock contract, CodeBlock story) {
        tests.add(MethodSpec.methodBuilder(testNames.unique(name))
                .addAnnotation(HarnessTypes.TEST)
                .addParameter(names.facade(), "filter")
                .addStatement("$L.$L", contract, story)
                .build());
    }
}
