package io.portcullis.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The labelled key policies from outside, read where they lie beside the checkout. */
class KeyConformanceTest {

    private static final Path CASES = Path.of("../../shared/conformance/kms-key-policies.json");

    @TestFactory
    Stream<DynamicTest> everyLabelledKeyPolicyComesOutRight() throws IOException {
        assumeTrue(Files.exists(CASES), "SKIPPED: no labelled key policies at " + CASES.toAbsolutePath());
        JsonNode cases = new ObjectMapper().readTree(Files.readString(CASES));
        assertThat(cases.size()).isGreaterThanOrEqualTo(24);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(each -> DynamicTest.dynamicTest(
                        each.get("id").asText() + " " + each.get("title").asText(), () -> check(each)));
    }

    private static void check(JsonNode each) {
        String account = each.at("/zoneOfTrust/account").asText();
        Resource key =
                Resource.kmsKey("arn:aws:kms:us-east-1:" + account + ":key/1234abcd-12ab-34cd-56ef-1234567890ab");
        KeyState state = new KeyState(key, each.get("policy").toPrettyString(), List.of());
        ZoneOfTrust zone = new ZoneOfTrust.Organization(
                each.at("/zoneOfTrust/organization").asText(), Set.of());
        Analysis analysis = new EmbeddedAnalyzer(zone, Settings.DEFAULT).analyze(state);
        Verdict expected = each.get("public").asBoolean()
                ? Verdict.PUBLIC
                : each.get("outsidersReachIt").asBoolean() ? Verdict.EXTERNAL : Verdict.NONE;
        assertThat(analysis.verdict()).as(analysis.toString()).isEqualTo(expected);
        assertThat(analysis.findings().isEmpty()).isEqualTo(expected == Verdict.NONE);
        assertThat(analysis.reasons()).isEmpty();
    }
}
