package dev.perstream.harness.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

    private static final String ROOT = "dev.perstream.harness.simulator";
    private static final JavaClasses FRONT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(FRONT);
    }

    /** The second column names the packages that may use the first. */
    @ParameterizedTest
    @CsvSource({
        "com.google.gson.., run report.format cli",
        "picocli.., cli",
        ROOT + ".cli.., cli",
    })
    void onlyOnePartKnows(String known, String by) {
        var users =
                Arrays.stream(by.split(" ", -1)).map(name -> ROOT + "." + name).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(known)
                .check(FRONT);
    }

    @Test
    void nothingIsKeptInStaticFieldsThatCanChange() {
        fields().that().areStatic().should().beFinal().check(FRONT);
    }

    @Test
    void everyPackageSaysThatNothingInItIsNullUnlessMarked() {
        assertThat(FRONT.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(CanBeAnnotated.Predicates.annotatedWith(NullMarked.class));
    }

    @Test
    void onlyTheCommandLineTouchesTheStreamsAndTheExitOfTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(FRONT);
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(FRONT);
    }

    @Test
    void theEnvironmentIsReadInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Environment")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(FRONT);
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
                .check(FRONT);
    }
}
