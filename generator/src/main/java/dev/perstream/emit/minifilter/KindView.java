package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Pool;
import java.util.List;

/**
 * What the templates see of a context as one of the Filter Manager's kinds.
 *
 * @param name the context's name
 * @param kind its enumerator
 * @param structure its structure
 * @param pointer a pointer to it
 * @param tag its pool tag
 * @param type its FLT_CONTEXT_TYPE
 * @param object what it hangs on, in words
 * @param routine the end of the names of the Filter Manager's routines: {@code StreamContext}
 * @param lookupKey what the get and delete routines take to find it
 * @param attachKeys what the set routine takes
 * @param size its size at registration
 * @param textChars the capacity of the text behind it; empty if there is none
 * @param paged whether it lies in paged pool
 * @param probe whether support is asked for first
 * @param probeCall the question
 * @param attachable whether it is set and deleted by the filter, and not with a section
 * @param takesData whether creation needs the operation
 * @param dataArgument the argument that it gets for that in the routines for all kinds
 */
public record KindView(
        String name,
        String kind,
        String structure,
        String pointer,
        String tag,
        String type,
        String object,
        String routine,
        String lookupKey,
        List<String> attachKeys,
        String size,
        String textChars,
        boolean paged,
        boolean probe,
        String probeCall,
        boolean attachable,
        boolean takesData,
        String dataArgument,
        String initialize,
        String uninitialize,
        String lookup,
        String findOrCreate,
        String replace,
        String remove,
        String reference,
        String release) {

    public KindView {
        attachKeys = List.copyOf(attachKeys);
    }

    static KindView of(Facts facts, Context context) {
        var names = facts.names();
        var anyData = facts.contexts().stream().anyMatch(Facts::takesData);
        return new KindView(
                context.name(),
                names.routine("Kind", context),
                names.type(context),
                names.pointer(context),
                names.tag(context),
                type(context.attach()),
                object(context.attach()),
                routine(context.attach()),
                lookupKey(context.attach()),
                List.of(attachKey(context.attach()).split(", ", -1)),
                context.variableSize() ? "FLT_VARIABLE_SIZED_CONTEXTS" : "sizeof(" + names.type(context) + ")",
                textChars(names, context),
                context.pool() == Pool.PAGED,
                context.probe() && context.attach().ofFile(),
                probeCall(context.attach()),
                context.attach() != Attachment.SECTION,
                Facts.takesData(context),
                !anyData ? "" : Facts.takesData(context) ? "Data, " : "NULL, ",
                names.routine("Initialize", context),
                names.routine("Uninitialize", context),
                names.routine("Get", context),
                names.routine("FindOrCreate", context),
                names.routine("Replace", context),
                names.routine("Remove", context),
                names.routine("Reference", context),
                names.routine("Release", context));
    }

    private static String textChars(CNames names, Context context) {
        return context.trailingText()
                .map(field -> names.textCapacity(context, field))
                .orElse("");
    }

    static String type(Attachment attachment) {
        return switch (attachment) {
            case VOLUME -> "FLT_VOLUME_CONTEXT";
            case INSTANCE -> "FLT_INSTANCE_CONTEXT";
            case FILE -> "FLT_FILE_CONTEXT";
            case STREAM -> "FLT_STREAM_CONTEXT";
            case STREAM_HANDLE -> "FLT_STREAMHANDLE_CONTEXT";
            case TRANSACTION -> "FLT_TRANSACTION_CONTEXT";
            case SECTION -> "FLT_SECTION_CONTEXT";
        };
    }

    private static String routine(Attachment attachment) {
        return switch (attachment) {
            case VOLUME -> "VolumeContext";
            case INSTANCE -> "InstanceContext";
            case FILE -> "FileContext";
            case STREAM -> "StreamContext";
            case STREAM_HANDLE -> "StreamHandleContext";
            case TRANSACTION -> "TransactionContext";
            case SECTION -> "SectionContext";
        };
    }

    private static String object(Attachment attachment) {
        return switch (attachment) {
            case VOLUME -> "a volume";
            case INSTANCE -> "an instance, which is this filter on one volume";
            case FILE -> "a file with all its streams and names";
            case STREAM -> "a stream of a file, or a folder";
            case STREAM_HANDLE -> "an open handle";
            case TRANSACTION -> "a transaction";
            case SECTION -> "a section that is open for a scan";
        };
    }

    /** A volume's is found by filter and volume, and set by the volume alone (rule S9). */
    private static String lookupKey(Attachment attachment) {
        return attachment == Attachment.VOLUME ? "FltObjects->Filter, FltObjects->Volume" : attachKey(attachment);
    }

    private static String attachKey(Attachment attachment) {
        return switch (attachment) {
            case VOLUME -> "FltObjects->Volume";
            case INSTANCE -> "FltObjects->Instance";
            case FILE, STREAM, STREAM_HANDLE, SECTION -> "FltObjects->Instance, FltObjects->FileObject";
            case TRANSACTION -> "FltObjects->Instance, FltObjects->Transaction";
        };
    }

    /** FAT has no file contexts of its own, and the Filter Manager keeps them: only the Ex routine tells (rule F4). */
    private static String probeCall(Attachment attachment) {
        return switch (attachment) {
            case FILE -> "FltSupportsFileContextsEx(FltObjects->FileObject, FltObjects->Instance)";
            case STREAM -> "FltSupportsStreamContexts(FltObjects->FileObject)";
            case STREAM_HANDLE -> "FltSupportsStreamHandleContexts(FltObjects->FileObject)";
            case VOLUME, INSTANCE, TRANSACTION, SECTION -> "TRUE";
        };
    }
}
