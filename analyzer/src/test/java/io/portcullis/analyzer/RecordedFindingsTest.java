package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Access Analyzer itself found for some bucket policies, read where it lies beside the checkout, set for set. */
class RecordedFindingsTest {

    private static final Path CASES = Path.of("../../shared/conformance/access-analyzer-findings.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Said(
            SortedMap<String, String> principal,
            List<String> actions,
            SortedMap<String, String> condition,
            boolean open) {}

    @TestFactory
    Stream<DynamicTest> findsWhatAccessAnalyzerFound() throws IOException {
        assumeTrue(Files.exists(CASES), "SKIPPED: no recorded findings at " + CASES.toAbsolutePath());
        List<JsonNode> cases = Files.readAllLines(CASES).stream()
                .map(RecordedFindingsTest::parse)
                .toList();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(11);
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.get("id").asText(), () -> check(each)));
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(JsonNode each) {
        String account = each.get("account").asText();
        ResourceType type = ResourceType.of(each.get("resource_type").asText()).orElseThrow();
        Analysis analysis = new EmbeddedAnalyzer(new ZoneOfTrust.Account(account), Settings.DEFAULT)
                .analyze(new PolicyState(
                        Resource.any(type, account), each.get("policy").toString()));
        List<Said> recorded = new ArrayList<>();
        for (JsonNode finding : each.at("/expected/findings")) {
            List<String> actions = new ArrayList<>();
            finding.get("action").forEach(action -> actions.add(action.asText()));
            actions.sort(null);
            recorded.add(new Said(
                    map(finding.get("principal")),
                    actions,
                    map(finding.get("condition")),
                    finding.get("is_public").asBoolean()));
        }
        List<Said> found = analysis.findings().stream()
                .map(finding ->
                        new Said(finding.principal(), finding.actions(), finding.condition(), finding.isPublic()))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(recorded);
        assertThat(analysis.reasons()).isEmpty();
    }

    private static SortedMap<String, String> map(JsonNode object) {
        SortedMap<String, String> map = new TreeMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
