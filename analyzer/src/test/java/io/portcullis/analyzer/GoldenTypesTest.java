package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of each resource type, a case a file, the answer beside it: {@code case.json} is a line of {@code check --jsonl},
 * {@code case.expect} the verdict, a line for each finding with the principal of its proof ({@code *} for one that no rule
 * fixes), what S3 says of a bucket's policy, and a word from each note.
 */
class GoldenTypesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyRuleOfATypeHolds() throws IOException, URISyntaxException {
        Path folder = Path.of(GoldenTypesTest.class.getResource("types").toURI());
        List<Path> cases;
        try (Stream<Path> files = Files.walk(folder)) {
            cases = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(cases).hasSizeGreaterThan(60);
        return cases.stream()
                .map(file -> DynamicTest.dynamicTest(
                        folder.relativize(file).toString().replace(".json", ""), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".json", ".expect"));
        List<String> lines = Files.readAllLines(expected);
        Analysis analysis = analyze(JSON.readTree(Files.readString(file)));
        List<String> actual = new ArrayList<>();
        actual.add(analysis.verdict().name());
        analysis.findings().forEach(finding -> actual.add(line(finding, lines)));
        analysis.bucketPolicyStatus().map(GoldenTypesTest::line).ifPresent(actual::add);
        assertThat(actual)
                .as(analysis.toString())
                .containsExactlyElementsOf(lines.stream()
                        .filter(line -> !line.startsWith("note: "))
                        .toList());
        List<String> words = lines.stream()
                .filter(line -> line.startsWith("note: "))
                .map(line -> line.substring(6))
                .toList();
        assertThat(analysis.notes()).hasSameSizeAs(words);
        assertThat(analysis.notes())
                .zipSatisfy(words, (note, word) -> assertThat(note).contains(word));
        assertThat(analysis.reasons()).isEmpty();
    }

    private static Analysis analyze(JsonNode given) {
        ResourceType type = ResourceType.of(given.get("type").asText()).orElseThrow();
        String account = given.get("account").asText();
        Resource resource = Optional.ofNullable(given.get("resource"))
                .map(arn -> Resource.of(type, arn.asText(), account))
                .orElseGet(() -> Resource.any(type, account));
        ZoneOfTrust zone = given.has("organization")
                ? new ZoneOfTrust.Organization(given.get("organization").asText(), Set.of())
                : new ZoneOfTrust.Account(account);
        String policy = given.get("policy").toPrettyString();
        ResourceState state = type == ResourceType.KMS_KEY
                ? new KeyState(resource, policy, List.of())
                : new PolicyState(resource, policy);
        return new EmbeddedAnalyzer(zone, Settings.DEFAULT, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))
                .analyze(state);
    }

    private static String line(Finding finding, List<String> expected) {
        String said = (finding.isPublic() ? "anyone " : "outsider ") + entries(finding.principal()) + " may "
                + String.join(", ", finding.actions())
                + (finding.condition().isEmpty() ? "" : " when " + entries(finding.condition())) + ": ";
        return expected.contains(said + "*")
                ? said + "*"
                : said + finding.witness().orElseThrow().principal();
    }

    private static String line(BucketPolicyStatus status) {
        return status.isPublic()
                ? "S3 says public: "
                        + status.statements().stream()
                                .map(statement -> String.valueOf(statement + 1))
                                .collect(Collectors.joining(", "))
                : "S3 says not public";
    }

    private static String entries(SortedMap<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
