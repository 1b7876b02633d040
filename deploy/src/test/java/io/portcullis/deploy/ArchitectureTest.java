package io.portcullis.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows of docs/architecture.md and the names of the house. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Other rooms' tests, packed.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.portcullis");

    /** Each room and the rooms it may know. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("policy", List.of()),
            Map.entry("reasoning", List.of("policy")),
            Map.entry("analyzer", List.of("policy", "reasoning")),
            Map.entry("response", List.of("policy", "reasoning", "analyzer")),
            Map.entry("wire", List.of()),
            Map.entry("aws", List.of("policy", "analyzer", "response")),
            Map.entry("api", List.of("policy", "analyzer", "response", "wire")),
            Map.entry("local", List.of("policy", "wire")),
            Map.entry("doctor", List.of("policy", "reasoning", "analyzer", "response", "aws")),
            Map.entry("deploy", List.of("policy", "analyzer", "response", "aws")),
            Map.entry(
                    "app",
                    List.of("policy", "reasoning", "analyzer", "response", "wire", "aws", "doctor", "api", "local")));

    static Stream<Arguments> rooms() {
        return ARROWS.entrySet().stream().map(arrow -> Arguments.of(arrow.getKey(), arrow.getValue()));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsBelowIt(String room, List<String> known) {
        String[] others = ARROWS.keySet().stream()
                .filter(other -> !other.equals(room) && !known.contains(other))
                .map(other -> "io.portcullis." + other + "..")
                .toArray(String[]::new);
        if (others.length == 0) {
            return;
        }
        noClasses()
                .that()
                .resideInAPackage("io.portcullis." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(HOUSE);
    }

    @Test
    void everyClassIsInARoom() {
        classes()
                .should()
                .resideInAnyPackage(ARROWS.keySet().stream()
                        .map(room -> "io.portcullis." + room + "..")
                        .toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void theCoreKnowsNoAwsSdkAndNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.portcullis.policy..",
                        "io.portcullis.reasoning..",
                        "io.portcullis.analyzer..",
                        "io.portcullis.response..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "io.helidon..", "java.net.http..", "jakarta.mail..")
                .check(HOUSE);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.portcullis.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl|Commons?)(\\$.*)?")
                .check(HOUSE);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(HOUSE);
    }

    @Test
    void noStaticFieldHoldsState() {
        fields().that().areStatic().should().beFinal().check(HOUSE);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        Stream<JavaPackage> packages = HOUSE.getPackage("io.portcullis").getSubpackagesInTree().stream()
                .filter(each -> !each.getClasses().isEmpty());
        assertThat(packages.filter(each -> each.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty()))
                .isEmpty();
    }
}
