package dev.perstream.examples.sensitivity;

import dev.perstream.harness.context.DriverModel;
import java.util.List;

/** Mistakes in the minifilter of the ctx example. */
final class CtxDefects {

    private static final Defect.Of CTX = Defect.in(Example.CTX, DriverModel.MINIFILTER);

    private CtxDefects() {}

    static List<Defect> all() {
        return List.of(
                CTX.with(
                        "a text behind its context is not copied",
                        "CtxInstanceState.c",
                        "    if (Text != NULL) {\n",
                        "    if (FALSE) {\n"),
                CTX.with(
                        "the instance is not stored when it is set up",
                        "CtxInstance.c",
                        "        CtxInstanceStateOnSetup(InstanceState, Instance);\n",
                        "        UNREFERENCED_PARAMETER(Instance);\n"),
                CTX.with(
                        "a close counts as a cleanup",
                        "CtxStreamState.c",
                        "    StreamState->CloseCount += 1U;\n",
                        "    StreamState->CleanupCount += 1U;\n"),
                CTX.with(
                        "a file's name does not follow renames",
                        "CtxSetInformation.c",
                        "        CtxFileStateOnRename(FileState, Name, Generation);\n",
                        ""),
                CTX.with(
                        "a handle's name does not follow renames",
                        "CtxSetInformation.c",
                        "        CtxHandleStateOnRename(HandleState, Name, Generation);\n",
                        ""),
                CTX.with(
                        "a text is freed with another tag",
                        "CtxFileState.c",
                        "    PAGED_CODE();\n\n    CtxFreeText(&FileState->FileName, CTX_FILE_STATE_TAG);\n",
                        "    PAGED_CODE();\n\n    CtxFreeText(&FileState->FileName, CTX_STREAM_STATE_TAG);\n"),
                CTX.with(
                        "the file system's own file object counts as closed",
                        "CtxClose.c",
                        "    if (FlagOn(FltObjects->FileObject->Flags, FO_STREAM_FILE)) {\n        return FLT_PREOP_SUCCESS_NO_CALLBACK;\n    }\n",
                        ""),
                CTX.with(
                        "a release is left out on one path",
                        "CtxSetInformation.c",
                        "    CtxReleaseFileState(FileState);\n",
                        ""),
                CTX.with(
                        "a name that was replaced is not freed",
                        "CtxHandleState.c",
                        rename("    CtxFreeText(&NewFileName, CTX_HANDLE_STATE_TAG);\n"),
                        rename("")));
    }

    /** How a handle's context follows a rename, up to its end. */
    private static String rename(String end) {
        return """
                CtxHandleStateOnRename(
                    PCTX_HANDLE_STATE HandleState,
                    PCUNICODE_STRING Name,
                    LONG64 Generation
                    )
                {
                    UNICODE_STRING NewFileName = { 0 };

                    PAGED_CODE();

                    CtxDuplicateText(Name,
                                     CTX_HANDLE_STATE_FILE_NAME_CHARS,
                                     CTX_HANDLE_STATE_TAG,
                                     &NewFileName);

                    CtxLockHandleState(HandleState);

                    // A name that was asked for later stays (N4).
                    if (NewFileName.Buffer != NULL && Generation >= HandleState->FileNameGeneration) {
                        CtxSwapText(&HandleState->FileName, &NewFileName);
                        HandleState->FileNameGeneration = Generation;
                    }

                    CtxUnlockHandleState(HandleState);

                """ + end + "}\n";
    }
}
