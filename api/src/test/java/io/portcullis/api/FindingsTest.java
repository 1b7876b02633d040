package io.portcullis.api;

import static io.portcullis.api.Served.ACCOUNT;
import static io.portcullis.api.Served.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.analyzer.Resource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.Finding;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatus;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatusUpdate;
import software.amazon.awssdk.services.accessanalyzer.model.FindingSummary;
import software.amazon.awssdk.services.accessanalyzer.model.FindingType;
import software.amazon.awssdk.services.accessanalyzer.model.GetFindingV2Response;
import software.amazon.awssdk.services.accessanalyzer.model.OrderBy;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.ValidationException;

/** One analyzer with findings on four keys: open to all, shared with an account, with a role on a condition, locked. */
class FindingsTest {

    private Served served;
    private AccessAnalyzerClient client;
    private String analyzer;
    private Resource open;
    private Resource locked;
    private Resource shared;

    @BeforeEach
    void start() {
        served = new Served();
        client = served.client;
        analyzer = served.createAnalyzer();
        open = served.keys.put(ACCOUNT, REGION, "a-open", Keys.allow("*", "kms:Decrypt"));
        shared = served.keys.put(ACCOUNT, REGION, "b-shared", Keys.allow("444455556666", "kms:Encrypt"));
        Resource narrow = served.keys.put(
                ACCOUNT,
                REGION,
                "c-narrow",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:Sign\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-zzzzzzzzzz\"}}}");
        locked = served.keys.put(ACCOUNT, REGION, "d-locked", "");
        served.keys.lock(locked, "access denied");
        List.of(open, shared, narrow, locked).forEach(key -> served.scan(analyzer, key));
        // A scan is done before it is told of.
        Served.await(() -> served.events.size() == 4);
    }

    private String eventOf(Resource key) {
        return served.events.stream()
                .filter(event -> event.contains("\"resource\":\"" + key.arn() + "\""))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<FindingSummary> list(Map<String, Criterion> filter) {
        return client.listFindings(request -> request.analyzerArn(analyzer).filter(filter))
                .findings();
    }

    private List<String> names(Map<String, Criterion> filter) {
        return list(filter).stream()
                .map(finding -> finding.resource().replaceFirst(".*key/.-", ""))
                .toList();
    }

    private String id(Resource resource) {
        return list(Map.of("resource", criterion(c -> c.eq(resource.arn()))))
                .getFirst()
                .id();
    }

    private static Criterion criterion(Consumer<Criterion.Builder> settings) {
        Criterion.Builder builder = Criterion.builder();
        settings.accept(builder);
        return builder.build();
    }

    @Test
    void listsAllFindingsByResource() {
        assertThat(names(Map.of())).containsExactly("open", "shared", "narrow", "locked");
        FindingSummary first = list(Map.of()).getFirst();
        assertThat(first.principal()).containsExactly(Map.entry("AWS", "*"));
        assertThat(first.action()).containsExactly("kms:Decrypt");
        assertThat(first.condition()).isEmpty();
        assertThat(first.isPublic()).isTrue();
        assertThat(first.status()).isEqualTo(FindingStatus.ACTIVE);
        assertThat(first.resourceOwnerAccount()).isEqualTo(ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resource             | eq       | arn:aws:kms:eu-central-1:111122223333:key/a-open | open",
                "resource             | contains | key/b-                 | shared",
                "resource             | neq      | arn:aws:kms:eu-central-1:111122223333:key/a-open | shared narrow locked",
                "resourceType         | eq       | AWS::KMS::Key          | open shared narrow locked",
                "resourceType         | eq       | AWS::S3::Bucket        |",
                "resourceOwnerAccount | eq       | 111122223333           | open shared narrow locked",
                "isPublic             | eq       | true                   | open",
                "isPublic             | neq      | true                   | shared narrow locked",
                "isPublic             | eq       | false                  | shared narrow",
                "error                | eq       | ACCESS_DENIED          | locked",
                "error                | exists   | true                   | locked",
                "error                | exists   | false                  | open shared narrow",
                "principal.AWS        | eq       | 444455556666           | shared",
                "principal.AWS        | contains | 4444,*                 | open shared narrow",
                "principal.Federated  | exists   | true                   |",
                "condition.aws:PrincipalOrgID | eq  | o-zzzzzzzzzz        | narrow",
                "condition.aws:principalorgid | exists | true             | narrow",
                "status               | eq       | ACTIVE,ARCHIVED        | open shared narrow locked",
                "status               | neq      | ACTIVE                 |"
            })
    void filtersByEveryKeyAndOperator(String key, String operator, String values, String expected) {
        List<String> given = Arrays.asList(values.split(","));
        Criterion criterion = criterion(c -> {
            switch (operator) {
                case "eq" -> c.eq(given);
                case "neq" -> c.neq(given);
                case "contains" -> c.contains(given);
                default -> c.exists(Boolean.valueOf(values));
            }
        });
        List<String> names = expected == null ? List.of() : List.of(expected.split(" "));
        assertThat(names(Map.of(key, criterion))).containsExactlyElementsOf(names);
    }

    @Test
    void wantsAllCriteriaToHold() {
        assertThat(names(Map.of(
                        "isPublic",
                        criterion(c -> c.eq("false")),
                        "principal.AWS",
                        criterion(c -> c.eq("444455556666").neq("*").exists(true)))))
                .containsExactly("shared");
        assertThat(names(Map.of("id", criterion(c -> c.eq(id(open), id(shared))))))
                .containsExactly("open", "shared");
    }

    @Test
    void refusesFiltersThatMakeNoSense() {
        for (Map<String, Criterion> filter : List.of(
                Map.of("colour", criterion(c -> c.eq("red"))),
                Map.of("condition.", criterion(c -> c.eq("red"))),
                Map.of("status", criterion(c -> {})),
                Map.of("status", criterion(c -> c.eq(List.of()))),
                Map.of("status", criterion(c -> c.eq(Collections.nCopies(21, "ACTIVE")))))) {
            assertThatThrownBy(() -> list(filter)).isInstanceOfSatisfying(ValidationException.class, e -> {
                assertThat(e.reasonAsString()).isEqualTo("fieldValidationFailed");
                assertThat(e.fieldList().getFirst().name()).isEqualTo("filter");
            });
        }
    }

    @Test
    void sortsByAnAttribute() {
        List<FindingSummary> sorted = client.listFindings(request -> request.analyzerArn(analyzer)
                        .sort(sort -> sort.attributeName("createdAt").orderBy(OrderBy.DESC)))
                .findings();
        assertThat(sorted)
                .hasSize(4)
                .isSortedAccordingTo(
                        Comparator.comparing(FindingSummary::createdAt).reversed());
        assertThatThrownBy(() -> client.listFindings(
                        request -> request.analyzerArn(analyzer).sort(sort -> sort.attributeName("colour"))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void listsInPagesBoundToTheRequest() {
        assertThat(client.listFindingsPaginator(
                                request -> request.analyzerArn(analyzer).maxResults(1))
                        .findings())
                .hasSize(4)
                .doesNotHaveDuplicates();
        String token = client.listFindings(
                        request -> request.analyzerArn(analyzer).maxResults(2))
                .nextToken();
        assertThatThrownBy(() -> client.listFindings(request -> request.analyzerArn(analyzer)
                        .nextToken(token)
                        .filter(Map.of("status", criterion(c -> c.eq("ACTIVE"))))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void goesOnWithThePagesWhateverCameInBetween() {
        String token = client.listFindings(
                        request -> request.analyzerArn(analyzer).maxResults(2))
                .nextToken();
        served.scan(analyzer, served.keys.put(ACCOUNT, REGION, "a-before", Keys.allow("*", "kms:Decrypt")));
        assertThat(client.listFindings(request -> request.analyzerArn(analyzer).nextToken(token))
                        .findings())
                .extracting(finding -> finding.resource().replaceFirst(".*key/.-", ""))
                .containsExactly("narrow", "locked");
    }

    @Test
    void getsOneFinding() {
        Finding finding = client.getFinding(
                        request -> request.analyzerArn(analyzer).id(id(open)))
                .finding();
        assertThat(finding.resource()).isEqualTo(open.arn());
        assertThat(finding.principal()).containsExactly(Map.entry("AWS", "*"));
        assertThat(finding.isPublic()).isTrue();
        assertThatThrownBy(() -> client.getFinding(
                        request -> request.analyzerArn(analyzer).id("none")))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                    assertThat(e.resourceId()).isEqualTo("none");
                    assertThat(e.resourceType()).isEqualTo("Finding");
                });
    }

    @Test
    void archivesAndActivatesFindings() {
        client.updateFindings(
                request -> request.analyzerArn(analyzer).ids(id(open)).status(FindingStatusUpdate.ARCHIVED));
        assertThat(names(Map.of("status", criterion(c -> c.eq("ARCHIVED"))))).containsExactly("open");
        assertThat(served.scan(analyzer, open).status()).isEqualTo(FindingStatus.ARCHIVED);
        assertThat(served.scan(analyzer, open).isPublic()).isFalse();
        client.updateFindings(
                request -> request.analyzerArn(analyzer).resourceArn(open.arn()).status(FindingStatusUpdate.ACTIVE));
        assertThat(names(Map.of("status", criterion(c -> c.eq("ACTIVE"))))).hasSize(4);
    }

    @Test
    void archivesErrorFindingsToo() {
        String id =
                list(Map.of("error", criterion(c -> c.exists(true)))).getFirst().id();
        client.updateFindings(request -> request.analyzerArn(analyzer).ids(id).status(FindingStatusUpdate.ARCHIVED));
        assertThat(names(Map.of("status", criterion(c -> c.eq("ARCHIVED"))))).containsExactly("locked");
    }

    @Test
    void refusesUpdatesThatMakeNoSense() {
        assertThatThrownBy(() -> client.updateFindings(
                        request -> request.analyzerArn(analyzer).status(FindingStatusUpdate.ARCHIVED)))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> client.updateFindings(
                        request -> request.analyzerArn(analyzer).ids(id(open)).status("RESOLVED")))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> client.updateFindings(
                        request -> request.analyzerArn(analyzer).ids("none").status(FindingStatusUpdate.ARCHIVED)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void showsFindingsInTheNewerShape() {
        assertThat(client.listFindingsV2(request -> request.analyzerArn(analyzer)
                                .filter(Map.of("findingType", criterion(c -> c.eq("ExternalAccess")))))
                        .findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.findingType()).isEqualTo(FindingType.EXTERNAL_ACCESS));
        GetFindingV2Response finding =
                client.getFindingV2(request -> request.analyzerArn(analyzer).id(id(open)));
        assertThat(finding.findingDetails()).singleElement().satisfies(details -> {
            assertThat(details.externalAccessDetails().principal()).containsExactly(Map.entry("AWS", "*"));
            assertThat(details.externalAccessDetails().isPublic()).isTrue();
        });
    }

    @Test
    void tellsOfEachFindingInAccessAnalyzersOwnEvent() throws JsonProcessingException {
        JsonNode event = new ObjectMapper().readTree(eventOf(open));
        assertThat(event.path("source").asText()).isEqualTo("aws.access-analyzer");
        assertThat(event.path("detail-type").asText()).isEqualTo("Access Analyzer Finding");
        assertThat(event.path("account").asText()).isEqualTo(ACCOUNT);
        assertThat(event.path("region").asText()).isEqualTo(REGION);
        assertThat(event.path("resources").path(0).asText()).isEqualTo(analyzer);
        JsonNode detail = event.path("detail");
        assertThat(detail.path("id").asText()).isEqualTo(id(open));
        assertThat(detail.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(detail.path("principal").path("AWS").asText()).isEqualTo("*");
        assertThat(detail.path("action").path(0).asText()).isEqualTo("kms:Decrypt");
        assertThat(detail.path("isPublic").asBoolean()).isTrue();
        assertThat(detail.path("isDeleted").asBoolean(true)).isFalse();
        assertThat(eventOf(locked)).contains("\"error\":\"ACCESS_DENIED\"").doesNotContain("\"principal\"");
    }

    @Test
    void tellsOfAChangeOfStatusAndOfNothingElse() {
        served.scan(analyzer, open);
        assertThat(served.events).hasSize(4);
        client.updateFindings(
                request -> request.analyzerArn(analyzer).ids(id(open)).status(FindingStatusUpdate.ARCHIVED));
        assertThat(served.events).hasSize(5);
        assertThat(served.events.getLast()).contains("\"status\":\"ARCHIVED\"");
        served.keys.put(ACCOUNT, REGION, "a-open", "");
        served.scan(analyzer, open);
        Served.await(() -> served.events.size() == 6);
        assertThat(served.events.getLast()).contains("\"status\":\"RESOLVED\"");
    }
}
