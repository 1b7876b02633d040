import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how many small changes of the code (pitest) the tests see, package by package, each with the tests that are quick and
 * stand in or near it: {@code java scripts/Survivors.java}, or {@code java scripts/Survivors.java box text} for some of them. What
 * they see is seen; slower tests may see more. Prints a line a package, then the changes that nothing saw.
 */
final class Survivors {

    private static final String REASONING = "io.portcullis.reasoning";

    /** One package and the tests that look at it. */
    record Part(String name, String room, String classes, String others, List<String> tests) {

        static Part of(String name, String... more) {
            String own = REASONING + "." + name + ".*";
            return new Part(name, "reasoning", own, "none", concat(own, more));
        }

        private static List<String> concat(String first, String... more) {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), named(more).stream())
                    .toList();
        }

        static List<String> named(String... tests) {
            return java.util.Arrays.stream(tests)
                    .map(test -> REASONING + "." + test)
                    .toList();
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part("policy", "policy", "io.portcullis.policy.*", "none", List.of("io.portcullis.policy.*")),
            Part.of("text"),
            Part.of("axis", "SamplesTest"),
            Part.of("theory", "RelatedKeysTest"),
            Part.of("box"),
            Part.of("concrete", "OutsideAccessTest", "NewAccessTest"),
            new Part(
                    "reasoning",
                    "reasoning",
                    REASONING + ".*",
                    REASONING + ".*.*",
                    Part.named(
                            "OutsideAccessTest",
                            "NewAccessTest",
                            "RelatedKeysTest",
                            "ContextKeyTest",
                            "AnonymousCallersTest",
                            "PolicyLanguageTest",
                            "IgnoredCaseTest",
                            "BoundsTest",
                            "GrantedAccessTest",
                            "HostilePoliciesTest",
                            "SharedIssuersTest",
                            "SamplesTest",
                            "AddressesTest",
                            "LiteralsTest",
                            "KeyCatalogueTest",
                            "QuestionTest",
                            "FactsTest",
                            "GivenUpTest",
                            "IllustrationTest",
                            "InsidersTest",
                            "CertificateTest",
                            "ConciseTest",
                            "ReasonsTest",
                            "EntangledKeysTest",
                            "CallersAsTextsTest",
                            "CoverageTest",
                            "VariableComparisonTest",
                            "WitnessesTest",
                            "RefinementTest",
                            "AccountFieldTest",
                            "AlikeTest",
                            "BindingTest",
                            "CompletionsTest",
                            "ConditionReaderTest",
                            "DoubtsTest",
                            "DraftsTest",
                            "EveryActionTest",
                            "EveryResourceTest",
                            "FindingsTest",
                            "IdentitiesTest",
                            "LabelsTest",
                            "MixedKindsTest",
                            "NamedCallersTest",
                            "OrganizationsTest",
                            "OwnersTest",
                            "PartitionsTest",
                            "PinsTest",
                            "PointTextsTest",
                            "PrincipalsTest",
                            "RuleReaderTest",
                            "ScreenTest",
                            "ServiceKeysTest",
                            "SmallestLabelsTest",
                            "SpaceTest",
                            "TestsOfKeyTest",
                            "TextTheoryTest",
                            "VariablesTest")));

    private static final Pattern MUTATION = Pattern.compile("<mutation detected='(true|false)' status='(\\w+)'.*?"
            + "<sourceFile>(.*?)</sourceFile>.*?<lineNumber>(\\d+)</lineNumber>.*?<description>(.*?)</description>");

    private Survivors() {}

    public static void main(String[] names) throws IOException, InterruptedException {
        boolean enough = true;
        for (Part part : PARTS) {
            if (names.length == 0 || List.of(names).contains(part.name)) {
                enough &= measure(part);
            }
        }
        System.exit(enough ? 0 : 1);
    }

    /** Whether at least 85 of a hundred changes are seen. */
    private static boolean measure(Part part) throws IOException, InterruptedException {
        Path report = Path.of(part.room, "target", "pit-reports", "mutations.xml");
        Files.deleteIfExists(report);
        Process process = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "-q",
                        "-Pmutation",
                        "-pl",
                        part.room,
                        "-am",
                        "-Dspotless.check.skip",
                        "-DfailWhenNoMutations=false",
                        "-DtargetClasses=" + part.classes,
                        "-DexcludedClasses=" + part.others,
                        "-DtargetTests=" + String.join(",", part.tests),
                        "test-compile",
                        "pitest:mutationCoverage")
                .redirectErrorStream(true)
                .start();
        List<String> output = process.inputReader().lines().toList();
        if (process.waitFor() != 0 || !Files.exists(report)) {
            output.forEach(System.err::println);
            throw new IOException(part.name + " could not be measured; see above what Maven says");
        }
        return print(part.name, Files.readString(report));
    }

    private static boolean print(String name, String report) {
        int all = 0;
        int seen = 0;
        Map<String, String> survivors = new TreeMap<>();
        for (Matcher mutation = MUTATION.matcher(report); mutation.find(); all++) {
            if (mutation.group(1).equals("true")) {
                seen++;
            } else {
                String place = "%s:%4s".formatted(mutation.group(3), mutation.group(4));
                survivors.merge(place, mutation.group(5), (one, other) -> one + "; " + other);
            }
        }
        System.out.printf("%-10s %5d changes, %.1f %% seen%n", name, all, 100.0 * seen / Math.max(1, all));
        survivors.forEach((place, change) -> System.out.println("    " + place + " " + change));
        return 100 * seen >= 85 * all;
    }
}
