package dev.perstream;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the packages of the generator apart, and what would make its output differ from machine to machine out. */
class ArchitectureTest {

    private static final String ROOT = "dev.perstream";

    /** For each package below the root, the others that it may use. The root itself, the facade, may use all. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            row("diagnostic"),
            row("schema", "diagnostic"),
            row("model"),
            row("layout", "model"),
            row("track", "diagnostic", "schema", "model"),
            row("resolve", "diagnostic", "schema", "track", "model", "layout"),
            row("plan", "model", "layout"),
            row("output"),
            row("emit", "model", "output"),
            row("emit.c", "emit", "model", "layout", "plan", "output"),
            row("emit.java", "emit", "model", "layout", "plan", "output"),
            row("emit.kit", "emit", "emit.c", "model", "plan", "output"),
            row("emit.minifilter", "emit", "emit.c", "emit.kit", "model", "layout", "plan", "output"),
            row("emit.legacy", "emit", "emit.c", "emit.kit", "model", "layout", "plan", "output")));

    private static final JavaClasses GENERATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/dev/perstream/testing/"))
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> dataFlowsOneWay() {
        return MAY_USE.entrySet().stream()
                .map(row -> dynamicTest(row.getKey(), () -> usesOnly(row.getKey(), row.getValue())));
    }

    @Test
    void everyPackageHasItsPlaceInTheFlow() {
        assertThat(packages().map(JavaPackage::getName).filter(name -> !name.equals(ROOT)))
                .allMatch(name -> MAY_USE.containsKey(name.substring(ROOT.length() + 1)));
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(GENERATOR);
    }

    @Test
    void nothingKnowsMaven() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "org.sonatype.plexus..")
                .check(GENERATOR);
    }

    @Test
    void onlyTheReaderKnowsTheYamlParser() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".schema..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.snakeyaml.."))
                .check(GENERATOR);
    }

    @Test
    void onlyTheTemplatesKnowTheTemplateEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".emit.c")
                .should()
                .dependOnClassesThat(resideInAPackage("freemarker.."))
                .check(GENERATOR);
    }

    @Test
    void onlyTheEmitterOfJavaKnowsItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".emit.java")
                .should()
                .dependOnClassesThat(resideInAPackage("com.palantir.javapoet.."))
                .check(GENERATOR);
    }

    @Test
    void everyPackageSaysThatNothingInItIsNullUnlessMarked() {
        assertThat(packages()).isNotEmpty().allMatch(CanBeAnnotated.Predicates.annotatedWith(NullMarked.class));
    }

    @Test
    void nothingDependsOnTheMomentTheMachineOrTheUser() {
        noClasses()
                .should()
                .callMethodWhere(callTo(System.class, "getenv", "getProperty", "currentTimeMillis", "nanoTime"))
                .orShould()
                .callMethodWhere(callTo(System.class, "lineSeparator", "identityHashCode"))
                .orShould()
                .callMethodWhere(callTo(Locale.class, "getDefault"))
                .orShould()
                .callMethodWhere(callTo(TimeZone.class, "getDefault"))
                .orShould()
                .callMethodWhere(callTo(ZoneId.class, "systemDefault"))
                .orShould()
                .callMethodWhere(callTo(Clock.class, "systemDefaultZone", "systemUTC"))
                .orShould()
                .callMethodWhere(callTo(Charset.class, "defaultCharset"))
                .orShould()
                .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time")))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.sql.."))
                .orShould(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(GENERATOR);
    }

    @Test
    void nothingFormatsInTheDefaultLocaleOrCharset() {
        noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callConstructor(String.class, byte[].class)
                .check(GENERATOR);
    }

    /**
     * The order of the immutable sets and maps differs in each run of the virtual machine. What reads a schema asks them
     * for membership only.
     */
    @Test
    void nothingBehindTheReaderIsKeptInASetWithoutAnOrder() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".schema", ROOT + ".track", ROOT + ".resolve")
                .should()
                .callMethodWhere(target(name("copyOf"))
                        .and(target(owner(assignable(Set.class).or(assignable(Map.class)))))
                        .and(target(rawParameterTypes(Collection.class)).or(target(rawParameterTypes(Map.class)))))
                .orShould()
                .callMethodWhere(callTo(
                        Collectors.class, "toSet", "toUnmodifiableSet", "toUnmodifiableMap", "groupingByConcurrent"))
                .check(GENERATOR);
    }

    private static void usesOnly(String name, Set<String> others) {
        var allowed = Stream.concat(Stream.of(name), others.stream())
                .map(other -> ROOT + "." + other)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(outsideOfTheProject()))
                .allowEmptyShould(true)
                .check(GENERATOR);
    }

    private static DescribedPredicate<JavaClass> outsideOfTheProject() {
        return DescribedPredicate.not(resideInAPackage(ROOT + ".."));
    }

    private static DescribedPredicate<JavaClass> assignable(Class<?> type) {
        return JavaClass.Predicates.type(type);
    }

    private static DescribedPredicate<JavaCall<?>> callTo(Class<?> type, String... methods) {
        return target(owner(JavaClass.Predicates.type(type)))
                .and(DescribedPredicate.describe(
                        "call " + type.getSimpleName() + "." + Arrays.toString(methods),
                        call -> List.of(methods).contains(call.getTarget().getName())));
    }

    private static Stream<JavaPackage> packages() {
        return GENERATOR.stream().map(JavaClass::getPackage).distinct();
    }

    private static Map.Entry<String, Set<String>> row(String name, String... others) {
        return Map.entry(name, Set.of(others));
    }
}
