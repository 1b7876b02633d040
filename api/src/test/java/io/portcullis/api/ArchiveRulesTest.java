package io.portcullis.api;

import static io.portcullis.api.Served.ACCOUNT;
import static io.portcullis.api.Served.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Resource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.ArchiveRuleSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ConflictException;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatus;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.ValidationException;

class ArchiveRulesTest {

    private static final String PARTNER = "444455556666";
    private static final Map<String, Criterion> TO_PARTNER =
            Map.of("principal.AWS", Criterion.builder().eq(PARTNER).build());

    private Served served;
    private AccessAnalyzerClient client;
    private String analyzer;

    @BeforeEach
    void start() {
        served = new Served();
        client = served.client;
        analyzer = served.createAnalyzer();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private void createRule(String name, Map<String, Criterion> filter) {
        client.createArchiveRule(
                request -> request.analyzerName("main").ruleName(name).filter(filter));
    }

    private FindingStatus status(Resource resource) {
        return served.analyzed(analyzer, resource).orElseThrow().status();
    }

    @Test
    void archivesNewFindingsThatARuleIsMeantFor() {
        createRule("partner", TO_PARTNER);
        Resource key = served.keys.put(ACCOUNT, REGION, "k", Keys.allow(PARTNER, "kms:Decrypt"));
        Resource other = served.keys.put(ACCOUNT, REGION, "o", Keys.allow("999988887777", "kms:Decrypt"));
        served.scan(analyzer, key);
        served.scan(analyzer, other);
        Served.await(() -> status(key) == FindingStatus.ARCHIVED);
        assertThat(status(other)).isEqualTo(FindingStatus.ACTIVE);
    }

    @Test
    void leavesFindingsFromBeforeTheRuleUntilItIsApplied() {
        Resource key = served.keys.put(ACCOUNT, REGION, "k", Keys.allow(PARTNER, "kms:Decrypt"));
        served.scan(analyzer, key);
        createRule("partner", TO_PARTNER);
        assertThat(served.scan(analyzer, key).status()).isEqualTo(FindingStatus.ACTIVE);
        client.applyArchiveRule(request -> request.analyzerArn(analyzer).ruleName("partner"));
        assertThat(status(key)).isEqualTo(FindingStatus.ARCHIVED);
    }

    @Test
    void keepsListsChangesAndDeletesRules() {
        createRule("b", TO_PARTNER);
        createRule("a", TO_PARTNER);
        assertThat(client.listArchiveRulesPaginator(
                                request -> request.analyzerName("main").maxResults(1))
                        .archiveRules())
                .extracting(ArchiveRuleSummary::ruleName)
                .containsExactly("a", "b");
        Map<String, Criterion> filter =
                Map.of("isPublic", Criterion.builder().eq("false").build());
        client.updateArchiveRule(
                request -> request.analyzerName("main").ruleName("a").filter(filter));
        assertThat(client.getArchiveRule(request -> request.analyzerName("main").ruleName("a"))
                        .archiveRule()
                        .filter())
                .isEqualTo(filter);
        client.deleteArchiveRule(request -> request.analyzerName("main").ruleName("a"));
        assertThatThrownBy(() -> client.getArchiveRule(
                        request -> request.analyzerName("main").ruleName("a")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    /** So many findings that they are told together, each value of a key in one list. */
    private static String together() {
        return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"aws:SourceVpce\":" + list("vpce-") + ",\"aws:PrincipalOrgID\":"
                + list("o-abcdefghi") + "}}}";
    }

    private static String list(String prefix) {
        return IntStream.range(0, 30)
                .mapToObj(i -> "\"" + prefix + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aRuleArchivesFindingsToldTogetherOnlyIfItIsMeantForAllTheirValues() {
        Resource key = served.keys.put(ACCOUNT, REGION, "k", together());
        createRule(
                "one",
                Map.of(
                        "condition.aws:SourceVpce",
                        Criterion.builder().eq("vpce-1").build()));
        createRule(
                "some",
                Map.of(
                        "condition.aws:SourceVpce",
                        Criterion.builder().contains("vpce-1").build()));
        assertThat(served.scan(analyzer, key).status()).isEqualTo(FindingStatus.ACTIVE);
        createRule(
                "all",
                Map.of(
                        "condition.aws:SourceVpce",
                        Criterion.builder().contains("vpce-").build()));
        client.applyArchiveRule(request -> request.analyzerArn(analyzer).ruleName("all"));
        assertThat(status(key)).isEqualTo(FindingStatus.ARCHIVED);
    }

    @Test
    void refusesRulesThatMakeNoSense() {
        createRule("a", TO_PARTNER);
        assertThatThrownBy(() -> createRule("a", TO_PARTNER)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> createRule("_a", TO_PARTNER)).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> createRule("b", Map.of())).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> createRule(
                        "b", Map.of("status", Criterion.builder().eq("ACTIVE").build())))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("status");
        assertThatThrownBy(() -> client.createArchiveRule(
                        request -> request.analyzerName("none").ruleName("a").filter(TO_PARTNER)))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
