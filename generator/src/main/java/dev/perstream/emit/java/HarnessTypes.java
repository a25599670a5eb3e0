package dev.perstream.emit.java;

import com.palantir.javapoet.ClassName;

/** The classes of the harness and of test libraries that generated code uses. The generator knows them by name alone. */
public final class HarnessTypes {

    /** The harness's package, with those below it. */
    public static final String ROOT = "dev.perstream.harness";

    public static final ClassName BENCH = root("Bench");
    public static final ClassName FILTER = root("Filter");
    public static final ClassName HANDLE = root("Handle");
    public static final ClassName TRANSACTION = root("Transaction");
    public static final ClassName VOLUME = root("Volume");

    public static final ClassName FILE_CONTRACT = contract("FileContract");
    public static final ClassName FILTER_CONTRACT = contract("FilterContract");
    public static final ClassName TRACKING = contract("Tracking");
    public static final ClassName TRANSACTION_CONTRACT = contract("TransactionContract");
    public static final ClassName VOLUME_CONTRACT = contract("VolumeContract");
    public static final ClassName FILTER_TEST = ClassName.get(ROOT + ".junit", "FilterTest");
    public static final ClassName FILE_SYSTEM = ClassName.get(ROOT + ".world", "FileSystem");

    public static final ClassName DISPLAY_NAME = jupiter("DisplayName");
    public static final ClassName REPEATED_TEST = jupiter("RepeatedTest");
    public static final ClassName REPETITION_INFO = jupiter("RepetitionInfo");
    public static final ClassName TEST = jupiter("Test");
    public static final ClassName ASSERTIONS = ClassName.get("org.assertj.core.api", "Assertions");

    public static final ClassName ABI = abi("Abi");
    public static final ClassName BYTES = abi("Bytes");
    public static final ClassName DECODE_EXCEPTION = abi("DecodeException");
    public static final ClassName MEMORY = abi("Memory");

    public static final ClassName ATTACHMENT = context("Attachment");
    public static final ClassName CODECS = context("Codecs");
    public static final ClassName CONSTANT = context("Constant");
    public static final ClassName CONTEXT_LAYOUT = context("ContextLayout");
    public static final ClassName CONTEXT_SNAPSHOT = context("ContextSnapshot");
    public static final ClassName CONTEXT_TYPE = context("ContextType");
    public static final ClassName DIFFERENCE = context("Difference");
    public static final ClassName DRIVER_MODEL = context("DriverModel");
    public static final ClassName ENCODED_CONTEXT = context("EncodedContext");
    public static final ClassName FLAGS = context("Flags");
    public static final ClassName NT_STATUS = context("NtStatus");
    public static final ClassName POINTER = context("Pointer");
    public static final ClassName REFERENCE = context("Reference");
    public static final ClassName SYSTEM_TIME = context("SystemTime");

    public static final ClassName CONTEXT_BEHAVIOUR = model("ContextBehaviour");
    public static final ClassName EFFECT = model("Effect");
    public static final ClassName EVENT = model("Event");
    public static final ClassName FILTER_DEFINITION = model("FilterDefinition");
    public static final ClassName INTEGERS = model("Integers");
    public static final ClassName OPERATION = model("Operation");
    public static final ClassName PHASE = model("Phase");
    public static final ClassName TEXTS = model("Texts");

    private HarnessTypes() {}

    private static ClassName root(String name) {
        return ClassName.get(ROOT, name);
    }

    private static ClassName contract(String name) {
        return ClassName.get(ROOT + ".contract", name);
    }

    private static ClassName jupiter(String name) {
        return ClassName.get("org.junit.jupiter.api", name);
    }

    private static ClassName abi(String name) {
        return ClassName.get(ROOT + ".abi", name);
    }

    private static ClassName context(String name) {
        return ClassName.get(ROOT + ".context", name);
    }

    private static ClassName model(String name) {
        return ClassName.get(ROOT + ".model", name);
    }
}
