package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Policies with Access Analyzer's word on whether outsiders get in, read where they lie beside the checkout. */
class ExternalAccessConformanceTest {

    private static final Path CASES = Path.of("../../shared/conformance/external-access.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> agreesWithAccessAnalyzerOnTheTypesThatAreKnown() throws IOException {
        assumeTrue(Files.exists(CASES), "SKIPPED: no labelled policies at " + CASES.toAbsolutePath());
        List<JsonNode> cases = Files.readAllLines(CASES).stream()
                .map(ExternalAccessConformanceTest::parse)
                .toList();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(22);
        assertThat(cases.stream().filter(each -> type(each).isPresent())).hasSizeGreaterThanOrEqualTo(22);
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.get("id").asText(), () -> check(each)));
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the type is not labelled, the statement's Resource tells it. */
    private static Optional<ResourceType> type(JsonNode each) {
        JsonNode labelled = each.get("resource_type");
        return labelled.isNull()
                ? ResourceType.ofArn(each.at("/policy/Statement/0/Resource").asText())
                : ResourceType.of(labelled.asText());
    }

    private static void check(JsonNode each) {
        Optional<ResourceType> type = type(each);
        assumeTrue(type.isPresent(), () -> "SKIPPED: " + each.get("resource_type") + " is not known yet");
        String account = each.get("account").asText();
        Resource resource = Resource.any(type.get(), account);
        String policy = each.get("policy").toString();
        Analysis analysis = new EmbeddedAnalyzer(new ZoneOfTrust.Account(account), Settings.DEFAULT)
                .analyze(
                        type.get() == ResourceType.KMS_KEY
                                ? new KeyState(resource, policy, List.of())
                                : new PolicyState(resource, policy));
        assertThat(!analysis.findings().isEmpty())
                .as(analysis.toString())
                .isEqualTo(each.at("/expected/external_access").asBoolean());
        assertThat(analysis.reasons()).isEmpty();
    }
}
