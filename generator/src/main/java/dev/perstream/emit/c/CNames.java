package dev.perstream.emit.c;

import dev.perstream.model.Context;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import dev.perstream.model.Field;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Mangling;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.plan.HookCall;
import dev.perstream.plan.TrackStep;

/**
 * The names of a driver's types, routines and files. All of them begin with the filter's name, because a kernel debugger
 * shows them among those of every other driver.
 */
public final class CNames {

    private final String filter;

    /** The names that begin with this filter's. */
    public CNames(FilterModel filter) {
        this.filter = filter.identity().name();
    }

    /** The filter's name, with which routines begin: {@code Audit}. */
    public String prefix() {
        return filter;
    }

    /** The filter's name, with which types and constants begin: {@code AUDIT}. */
    public String upperPrefix() {
        return upperSnake(filter);
    }

    /** A type or constant of the filter: {@code AUDIT_} and the words. */
    public String constant(String pascal) {
        return upperPrefix() + "_" + upperSnake(pascal);
    }

    /** A routine of the filter: {@code Audit} and the words. */
    public String routine(String pascal) {
        return filter + pascal;
    }

    /** A file of the filter: {@code AuditDriver.c}. */
    public String file(String pascal, String extension) {
        return filter + pascal + "." + extension;
    }

    /** The structure of a context: {@code AUDIT_STREAM_STATE}. */
    public String type(Context context) {
        return constant(context.name());
    }

    /** A pointer to a context: {@code PAUDIT_STREAM_STATE}. */
    public String pointer(Context context) {
        return "P" + type(context);
    }

    /** A pointer to the context of a name. */
    public String pointer(String contextName) {
        return "P" + constant(contextName);
    }

    /** The pool tag of a context: {@code AUDIT_STREAM_STATE_TAG}. */
    public String tag(Context context) {
        return type(context) + "_TAG";
    }

    /** The capacity of a text: {@code AUDIT_STREAM_STATE_NAME_CHARS}. */
    public String textCapacity(Context context, Field field) {
        return type(context) + "_" + upperSnake(field.name()) + "_CHARS";
    }

    /** The length of an array or of bytes: {@code AUDIT_STREAM_STATE_DIGEST_LENGTH}. */
    public String arrayLength(Context context, Field field) {
        return type(context) + "_" + upperSnake(field.name()) + "_LENGTH";
    }

    /** The type of an enumeration: {@code AUDIT_VERDICT}. */
    public String type(EnumType type) {
        return constant(type.name());
    }

    /** A constant of an enumeration: {@code AUDIT_VERDICT_UNKNOWN}. */
    public String constant(EnumType type, EnumConstant constant) {
        return type(type) + "_" + upperKebab(constant.name());
    }

    /** A routine for a context, named for what it does: {@code AuditReleaseStreamState}. */
    public String routine(String verb, Context context) {
        return filter + verb + context.name();
    }

    /** A routine for the context of a name. */
    public String routine(String verb, String contextName) {
        return filter + verb + contextName;
    }

    /** The routine that runs a context's statements: {@code AuditStreamStateOnWrite}. */
    public String onRoutine(TrackStep step) {
        return filter + step.context().name() + "On" + pascal(step.operation())
                + (step.phase() == Phase.AFTER && !step.onSuccess() ? "Completed" : "");
    }

    /** The author's routine: {@code AuditPreWriteHook}. */
    public String hook(HookCall hook) {
        return filter + (hook.phase() == Phase.BEFORE ? "Pre" : "Post") + pascal(hook.operation()) + "Hook";
    }

    /** An operation in Pascal case: {@code SetInformation}. */
    public static String pascal(Operation operation) {
        return pascalOfKebab(operation.key());
    }

    /** An operation's value in Pascal case, the name of the parameter that carries it: {@code InformationClass}. */
    public static String pascal(OperationValue value) {
        return pascalOfKebab(value.key());
    }

    /** The name of the trailing text's or a text's generation: {@code NameGeneration}. */
    public static String generationMember(Field field) {
        return field.name() + "Generation";
    }

    /** Pascal case as upper snake case: {@code IOState2} becomes {@code IO_STATE2}. */
    public static String upperSnake(String pascal) {
        return Mangling.upperSnake(pascal);
    }

    private static String upperKebab(String kebab) {
        return Mangling.upperKebab(kebab);
    }

    private static String pascalOfKebab(String kebab) {
        return Mangling.pascal(kebab);
    }
}
