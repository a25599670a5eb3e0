package dev.perstream.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String ROOT = "dev.perstream.harness";
    private static final JavaClasses HARNESS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Each package by itself, the one of the fluent interface among them, which a pattern of slices would leave out. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "the packages of the harness";
        }
    };

    @Test
    void noPackagesFormACycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(HARNESS);
    }

    /** Tests are written with the fluent interface; what carries them out does not know who asks. */
    @ParameterizedTest
    @ValueSource(strings = {"abi", "context", "world", "model", "lockstep", "differential", "driver", "simulator"})
    void theFluentInterfaceLiesAboveWhatItStandsOn(String name) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".junit", ROOT + ".contract")
                .check(HARNESS);
    }

    @Test
    void theModelAndTheDriverDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".driver", ROOT + ".simulator..")
                .check(HARNESS);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".driver")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".model.machine", ROOT + ".model.filter", ROOT + ".model.side")
                .check(HARNESS);
    }

    @Test
    void nothingIsKeptInStaticFieldsThatCanChange() {
        fields().that().areStatic().should().beFinal().check(HARNESS);
    }

    @Test
    void everyPackageSaysThatNothingInItIsNullUnlessMarked() {
        assertThat(HARNESS.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(CanBeAnnotated.Predicates.annotatedWith(NullMarked.class));
    }
}
