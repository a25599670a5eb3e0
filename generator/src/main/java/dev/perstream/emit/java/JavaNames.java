package dev.perstream.emit.java;

import com.palantir.javapoet.ClassName;
import dev.perstream.model.Context;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import dev.perstream.model.Field;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Mangling;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** The names of a filter's classes in Java and of their methods. All classes lie in one package. */
public final class JavaNames {

    /** Names that no folder has on Windows. */
    private static final Pattern DEVICE =
            Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]", Pattern.CASE_INSENSITIVE);

    private final String filter;
    private final String packageName;

    /**
     * The names for a filter.
     *
     * @param packageName with dots, not empty
     */
    public JavaNames(FilterModel filter, String packageName) {
        this.filter = filter.identity().name();
        this.packageName = packageName;
    }

    /**
     * The package that is taken where the user names none: the project's group and the filter. What cannot be part of a
     * package becomes an underscore, or gets one.
     */
    public static String packageOf(String groupId, String filterName) {
        return Stream.of((groupId + "." + filterName.toLowerCase(Locale.ROOT)).split("\\."))
                .filter(part -> !part.isEmpty())
                .map(JavaNames::packagePart)
                .collect(Collectors.joining("."));
    }

    private static String packagePart(String part) {
        var plain = part.replaceAll("[^A-Za-z0-9_]", "_");
        var name = Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
        return SourceVersion.isName(name) && !DEVICE.matcher(name).matches() ? name : name + "_";
    }

    /** The package of all classes. */
    public String packageName() {
        return packageName;
    }

    /** What a test gets: {@code AuditFilter}. */
    public ClassName facade() {
        return named(filter + "Filter");
    }

    /** What the statements do: {@code AuditBehaviour}. */
    public ClassName behaviour() {
        return named(filter + "Behaviour");
    }

    /** The generated test: {@code AuditContractTest}. */
    public ClassName contractTest() {
        return named(filter + "ContractTest");
    }

    /** The author's first test: {@code AuditTest}. */
    public ClassName test() {
        return named(filter + "Test");
    }

    /** The record of a context: {@code StreamState}. */
    public ClassName type(Context context) {
        return type(context.name());
    }

    /** The record of the context of a name. */
    public ClassName type(String contextName) {
        return named(contextName);
    }

    /** The enumeration of an enum or of flags: {@code Verdict}. */
    public ClassName type(EnumType type) {
        return named(type.name());
    }

    /** A constant of an enumeration: {@code NOT_SCANNED}. */
    public String constant(EnumConstant constant) {
        return Mangling.upperKebab(constant.name());
    }

    /** The component of a record, and the method that reads it: {@code openCount}. */
    public String accessor(Field field) {
        return Mangling.camel(field.name());
    }

    /** The method that gives a record with another value: {@code withOpenCount}. */
    public String with(Field field) {
        return "with" + field.name();
    }

    /** The method that finds a context and insists on it, or describes it: {@code streamState}. */
    public String accessor(Context context) {
        return Mangling.camel(context.name());
    }

    /** The method that looks for a context: {@code findStreamState}. */
    public String find(Context context) {
        return "find" + context.name();
    }

    private ClassName named(String simpleName) {
        return ClassName.get(packageName, simpleName);
    }
}
