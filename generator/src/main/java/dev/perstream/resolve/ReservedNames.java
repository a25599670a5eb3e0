package dev.perstream.resolve;

import dev.perstream.model.Mangling;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that C, C++, Java, the WDK or the generated code have taken. */
final class ReservedNames {

    /** Keywords of C11 and C++, in the form that a name in Pascal or camel case can have. */
    private static final Set<String> C = words("auto break case char const continue default do double else enum extern"
            + " float for goto if inline int long register restrict return short signed sizeof static struct switch"
            + " typedef union unsigned void volatile while alignas alignof asm bool catch class constexpr decltype"
            + " delete explicit export false friend mutable namespace new noexcept nullptr operator private protected"
            + " public template this throw true try typeid typename using virtual");

    /** Keywords and literals of Java, and the methods of its objects that no record component may be named after. */
    private static final Set<String> JAVA = words("abstract assert boolean break byte case catch char class const"
            + " continue default do double else enum extends final finally float for goto if implements import"
            + " instanceof int interface long native new package private protected public return short static strictfp"
            + " super switch synchronized this throw throws transient try void volatile while true false null record"
            + " sealed permits yield var clone finalize getClass hashCode notify notifyAll toString wait equals");

    /** Classes of Java that nobody imports, and so a class beside those that use them would hide. */
    private static final Set<String> JAVA_CLASSES = words("Object String CharSequence StringBuilder Integer Long Short"
            + " Byte Boolean Character Float Double Number Math Enum Record Class Override Deprecated SuppressWarnings"
            + " FunctionalInterface SafeVarargs Iterable Comparable Runnable AutoCloseable Cloneable System Thread"
            + " Throwable Exception RuntimeException Error AssertionError IllegalArgumentException"
            + " IllegalStateException");

    /** What a generated record has beside its fields. */
    private static final Set<String> RECORD_METHODS = words("contextType zero");

    /** Macros of the WDK's headers and of compilers for Windows that are words of letters and digits. */
    private static final Set<String> WDK = words("TRUE FALSE NULL IN OUT OPTIONAL VOID CONST FAR NEAR PASCAL CDECL"
            + " UNALIGNED ERROR DELETE SYNCHRONIZE NOTHING CRITICAL INTERFACE FORCEINLINE DECLSPEC NTAPI NTSYSAPI"
            + " NTKERNELAPI APIENTRY CALLBACK FASTCALL STDCALL WINAPI UNICODE DBG WINVER WINNT ASSERT ASSERTMSG VERIFY"
            + " MAXUCHAR MAXUSHORT MAXULONG MAXLONG MAXLONGLONG MAXULONGLONG MAXDWORD MINCHAR MINSHORT MINLONG MAXCHAR"
            + " MAXSHORT EXTERN STRICT DOUBLE RESTRICTED TEXT PAGEDCODE INITCODE ANYSIZE STATIC THIS");

    /** What the routines of the generated code call their own parameters and variables. */
    private static final Set<String> LOCALS = words("Context Text OldIrql Generation Data FltObjects DeviceObject Irp"
            + " CompletionContext FileObject Status Flags Filter Volume Transaction Object Device Extension Contexts"
            + " Header Lock Link Kind References Attached Size Tag Result Length Name Buffer Old New"
            + " NameInformation Type TextChars Rename Probe Paged OldContext NewContext MaxBytes Handle Class Attributes"
            + " CallbackStatus Destination NotificationMask TransactionContext Reason Required Discard IsDirectory"
            + " VolumeNameText VolumeFilesystemType VolumeDeviceType IrpSp Stack Next Entry"
            + " Opened Action NameText Carrier LowerDevice Table Done Routine");

    /** What the files and types of the generated code are called behind the filter's name. */
    private static final Set<String> FILES = words("Driver Types Contexts Memory Text Hooks Context ContextHeader"
            + " HookAction Registration Instance Operations Names Filter Device Devices Globals Transactions FastIo"
            + " FsFilter Mount Attach Control Common Version Transaction Section Name ContextSupport Callbacks Completion"
            + " Renames Kind Extension Helpers Irp PassThrough Reference ContextKinds Carrier Schema");

    /** The prefixes of the kernel's own routines. */
    private static final Set<String> KERNEL = words("Flt FsRtl Ex Rtl Ke Io Ob Mm Se Ps Zw Nt Cc Po Hal Cm Etw Wdf Tm"
            + " Ks Lsa Ndis Fwp Wmi Inbv Kd Dbg Exp");

    /** Routines that the drivers call and that a variable of the same name would hide. */
    private static final Set<String> CALLED = words("InitializeListHead InitializeObjectAttributes InsertTailList"
            + " IsListEmpty RemoveEntryList RemoveHeadList FlagOn BooleanFlagOn SetFlag ClearFlag UlongToHandle"
            + " Initialize Uninitialize Insert Lookup Remove Anchor");

    /** How the names of the kernel's routines begin, of which the drivers call many. */
    private static final Pattern KERNEL_ROUTINE =
            Pattern.compile("(Flt|FsRtl|Ex|Rtl|Ke|Io|Ob|Ps|Zw|Interlocked)([A-Z]\\w+)");

    /** The verbs that the names of the kernel's routines go on with. */
    private static final Set<String> KERNEL_VERBS = words("Acquire Add Allocate And Attach Call Cancel Close Compare"
            + " Complete Copy Create Decrement Delay Delete Dereference Detach Enlist Enter Enumerate Equal Exchange Free Get"
            + " Increment Init Initialize Insert Is Leave Lookup Mark Memory Or Parse Query Queue Reference Register"
            + " Release Remove Set Skip Start Supports Unregister Wait Zero");

    /** Names that Windows keeps for devices, whatever follows after a full stop. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])", Pattern.CASE_INSENSITIVE);

    private static final Set<String> VALUES = new HashSet<>();
    private static final Set<String> OPERATIONS = new HashSet<>();

    static {
        Arrays.stream(OperationValue.values()).forEach(value -> VALUES.add(Mangling.pascal(value.key())));
        Arrays.stream(Operation.values()).forEach(operation -> OPERATIONS.add(Mangling.pascal(operation.key())));
    }

    private ReservedNames() {}

    /** Who has taken a name, whatever it is for. */
    static Optional<String> takenBy(String name) {
        var camel = Mangling.camel(name);
        if (C.contains(camel) && JAVA.contains(camel)) {
            return Optional.of("a keyword of C and Java");
        } else if (C.contains(camel)) {
            return Optional.of("a keyword of C or C++");
        } else if (JAVA.contains(camel)) {
            return Optional.of("a word of Java");
        } else if (WDK.contains(name)) {
            return Optional.of("a macro of the WDK");
        }
        return Optional.empty();
    }

    /** Who has taken the name of a filter. */
    static Optional<String> filterTakenBy(String name) {
        if (KERNEL.contains(name)) {
            return Optional.of("a prefix of routines of Windows");
        }
        return DEVICE.matcher(name).matches()
                ? Optional.of("a device of Windows, after which no file can be named")
                : Optional.empty();
    }

    /** Who has taken the name of a context. */
    static Optional<String> contextTakenBy(String name) {
        if (VALUES.contains(name)) {
            return Optional.of("what the generated code calls a value of an operation");
        } else if (LOCALS.contains(name)) {
            return Optional.of("what the generated code calls a variable");
        } else if (CALLED.contains(name) || isKernelRoutine(name)) {
            return Optional.of("a routine that the generated code calls");
        }
        return typeTakenBy(name);
    }

    /** Who has taken the name of a field. */
    static Optional<String> fieldTakenBy(String name) {
        return RECORD_METHODS.contains(Mangling.camel(name))
                ? Optional.of("a method of the generated record in Java")
                : Optional.empty();
    }

    /** Who has taken the name of a type. */
    static Optional<String> typeTakenBy(String name) {
        if (JAVA_CLASSES.contains(name)) {
            return Optional.of("a class of Java");
        }
        var taken = FILES.stream().anyMatch(file -> sameFile(file, name))
                || OPERATIONS.stream().anyMatch(operation -> sameFile(operation, name));
        return taken ? Optional.of("what the generated code calls a file or a type of its own") : Optional.empty();
    }

    private static boolean isKernelRoutine(String name) {
        var matcher = KERNEL_ROUTINE.matcher(name);
        return matcher.matches() && KERNEL_VERBS.stream().anyMatch(matcher.group(2)::startsWith);
    }

    private static boolean sameFile(String left, String right) {
        return left.toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT));
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }
}
