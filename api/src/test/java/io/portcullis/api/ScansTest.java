package io.portcullis.api;

import static io.portcullis.api.Served.ACCOUNT;
import static io.portcullis.api.Served.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ZoneOfTrust;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResource;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResourceSummary;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatus;
import software.amazon.awssdk.services.accessanalyzer.model.FindingSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceType;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.accessanalyzer.model.ValidationException;

class ScansTest {

    private static final String OTHER = "444455556666";

    private Served served;
    private AccessAnalyzerClient client;

    @BeforeEach
    void start() {
        served = new Served(Optional.of(new ZoneOfTrust.Organization("o-abc1234567", Set.of(OTHER))));
        client = served.client;
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<AnalyzedResourceSummary> analyzed(String analyzer) {
        return client
                .listAnalyzedResourcesPaginator(
                        request -> request.analyzerArn(analyzer).maxResults(40))
                .stream()
                .flatMap(page -> page.analyzedResources().stream())
                .toList();
    }

    private List<FindingSummary> findings(String analyzer) {
        return client.listFindings(request -> request.analyzerArn(analyzer)).findings();
    }

    @Test
    void scansEveryKeyOfTheAccountAndRegionFirst() {
        IntStream.range(0, 120).forEach(i -> served.keys.put(ACCOUNT, REGION, "k" + i, ""));
        served.keys.put(ACCOUNT, "us-east-1", "elsewhere", "");
        served.keys.put(OTHER, REGION, "theirs", "");
        String analyzer = served.createAnalyzer();
        Served.await(() -> analyzed(analyzer).size() == 120);
        assertThat(analyzed(analyzer))
                .allSatisfy(resource -> {
                    assertThat(resource.resourceArn()).startsWith("arn:aws:kms:eu-central-1:111122223333:key/k");
                    assertThat(resource.resourceOwnerAccount()).isEqualTo(ACCOUNT);
                    assertThat(resource.resourceType()).isEqualTo(ResourceType.AWS_KMS_KEY);
                })
                .doesNotHaveDuplicates();
        assertThat(client.getAnalyzer(request -> request.analyzerName("main"))
                        .analyzer()
                        .lastResourceAnalyzed())
                .startsWith("arn:aws:kms:");
    }

    @Test
    void showsACleanKeyWithoutStatusActionsAndTimesOfFindings() {
        Resource key = served.keys.put(ACCOUNT, REGION, "clean", "");
        AnalyzedResource shown = served.scan(served.createAnalyzer(), key);
        assertThat(shown.isPublic()).isFalse();
        assertThat(shown.analyzedAt()).isNotNull();
        assertThat(shown.resourceArn()).isEqualTo(key.arn());
        assertThat(shown.resourceOwnerAccount()).isEqualTo(ACCOUNT);
        assertThat(shown.resourceType()).isEqualTo(ResourceType.AWS_KMS_KEY);
        assertThat(shown.statusAsString()).isNull();
        assertThat(shown.hasActions()).isFalse();
        assertThat(shown.createdAt()).isNull();
        assertThat(shown.updatedAt()).isNull();
        assertThat(shown.error()).isNull();
    }

    @Test
    void showsAPublicKeyWithItsActions() {
        Resource key = served.keys.put(ACCOUNT, REGION, "open", Keys.allow("*", "kms:*"));
        AnalyzedResource shown = served.scan(served.createAnalyzer(), key);
        assertThat(shown.isPublic()).isTrue();
        assertThat(shown.status()).isEqualTo(FindingStatus.ACTIVE);
        assertThat(shown.actions())
                .hasSize(20)
                .contains("kms:Decrypt", "kms:CreateGrant")
                .isSorted();
        assertThat(shown.createdAt()).isNotNull();
        assertThat(shown.updatedAt()).isNotNull();
    }

    @Test
    void unitesTheActionsOfSeveralFindings() {
        Resource key = served.keys.put(
                ACCOUNT,
                REGION,
                "shared",
                Keys.allow(OTHER, "kms:Decrypt") + "," + Keys.allow("999988887777", "kms:Encrypt"));
        AnalyzedResource shown = served.scan(served.createAnalyzer(), key);
        assertThat(shown.isPublic()).isFalse();
        assertThat(shown.status()).isEqualTo(FindingStatus.ACTIVE);
        assertThat(shown.actions()).containsExactly("kms:Decrypt", "kms:Encrypt");
    }

    @Test
    void movesAnalyzedAtAndNothingElseWhenNothingChanged() {
        Resource key = served.keys.put(ACCOUNT, REGION, "open", Keys.allow("*", "kms:*"));
        String analyzer = served.createAnalyzer();
        AnalyzedResource first = served.scan(analyzer, key);
        FindingSummary finding = findings(analyzer).getFirst();
        AnalyzedResource second = served.scan(analyzer, key);
        assertThat(second.analyzedAt()).isAfter(first.analyzedAt());
        assertThat(second.updatedAt()).isEqualTo(first.updatedAt());
        assertThat(findings(analyzer)).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(finding.id());
            assertThat(again.updatedAt()).isEqualTo(finding.updatedAt());
            assertThat(again.analyzedAt()).isEqualTo(second.analyzedAt());
        });
    }

    @Test
    void resolvesFindingsWhoseAccessIsGone() {
        Resource key = served.keys.put(ACCOUNT, REGION, "open", Keys.allow("*", "kms:*"));
        String analyzer = served.createAnalyzer();
        served.scan(analyzer, key);
        served.keys.put(ACCOUNT, REGION, "open", "");
        AnalyzedResource shown = served.scan(analyzer, key);
        assertThat(shown.isPublic()).isFalse();
        assertThat(shown.status()).isEqualTo(FindingStatus.RESOLVED);
        assertThat(findings(analyzer)).extracting(FindingSummary::status).containsExactly(FindingStatus.RESOLVED);
    }

    @Test
    void resolvesTheFindingsOfAKeyThatIsGone() {
        Resource key = served.keys.put(ACCOUNT, REGION, "open", Keys.allow("*", "kms:*"));
        String analyzer = served.createAnalyzer();
        served.scan(analyzer, key);
        served.keys.remove(key);
        client.startResourceScan(request -> request.analyzerArn(analyzer).resourceArn(key.arn()));
        Served.await(() -> served.analyzed(analyzer, key).isEmpty());
        assertThat(findings(analyzer)).extracting(FindingSummary::status).containsExactly(FindingStatus.RESOLVED);
        assertThat(analyzed(analyzer)).isEmpty();
    }

    @Test
    void showsAKeyThatMayNotBeReadAsAnErrorUntilItCan() {
        Resource key = served.keys.put(ACCOUNT, REGION, "locked", "");
        served.keys.lock(key, "AccessDeniedException: not authorized to perform kms:GetKeyPolicy");
        String analyzer = served.createAnalyzer();
        AnalyzedResource shown = served.scan(analyzer, key);
        assertThat(shown.error()).isEqualTo("ACCESS_DENIED");
        assertThat(shown.isPublic()).isFalse();
        assertThat(shown.status()).isEqualTo(FindingStatus.ACTIVE);
        assertThat(findings(analyzer)).singleElement().satisfies(finding -> {
            assertThat(finding.error()).isEqualTo("ACCESS_DENIED");
            assertThat(finding.resource()).isEqualTo(key.arn());
            assertThat(finding.hasCondition()).isTrue();
            assertThat(finding.condition()).isEmpty();
            assertThat(finding.hasPrincipal()).isFalse();
            assertThat(finding.isPublic()).isNull();
            assertThat(finding.id())
                    .isEqualTo(client.getFinding(
                                    request -> request.analyzerArn(analyzer).id(finding.id()))
                            .finding()
                            .id());
        });
        served.keys.put(ACCOUNT, REGION, "locked", "");
        assertThat(served.scan(analyzer, key).error()).isNull();
        assertThat(findings(analyzer)).extracting(FindingSummary::status).containsExactly(FindingStatus.RESOLVED);
    }

    @Test
    void showsAKeyThatCannotBeDecidedAsAnInternalError() {
        Resource key = served.keys.put(ACCOUNT, REGION, "odd", "");
        served.keys.put(key, "not a policy");
        String analyzer = served.createAnalyzer();
        assertThat(served.scan(analyzer, key).error()).isEqualTo("INTERNAL_ERROR");
        served.keys.lock(key, "the network is down");
        assertThat(served.scan(analyzer, key).error()).isEqualTo("INTERNAL_ERROR");
    }

    @Test
    void knowsNothingOfAKeyThatWasNeverScanned() {
        served.keys.put(ACCOUNT, REGION, "early", "");
        String analyzer = served.createAnalyzer();
        // A new analyzer looks at the keys there are: this one is to come after that.
        Served.await(() -> !client.listAnalyzedResources(request -> request.analyzerArn(analyzer))
                .analyzedResources()
                .isEmpty());
        Resource key = served.keys.put(ACCOUNT, REGION, "late", "");
        assertThatThrownBy(() -> client.getAnalyzedResource(
                        request -> request.analyzerArn(analyzer).resourceArn(key.arn())))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                    assertThat(e.resourceId()).isEqualTo(key.arn());
                    assertThat(e.resourceType()).isEqualTo("AnalyzedResource");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "arn:aws:s3:::bucket",
                "arn:aws:kms:eu-central-1:111122223333:alias/a",
                "arn:aws:kms:us-east-1:111122223333:key/k",
                "arn:aws:kms:eu-central-1:999988887777:key/k"
            })
    void refusesToScanWhatTheAnalyzerDoesNotLookAt(String arn) {
        String analyzer = served.createAnalyzer();
        assertThatThrownBy(() -> client.startResourceScan(
                        request -> request.analyzerArn(analyzer).resourceArn(arn)))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.fieldList().getFirst().name()).isEqualTo("resourceArn"));
    }

    @Test
    void scansForAnalyzersThereAreOnly() {
        assertThatThrownBy(() -> client.startResourceScan(request -> request.analyzerArn(
                                "arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/none")
                        .resourceArn("arn:aws:kms:eu-central-1:111122223333:key/k")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.startResourceScan(request ->
                        request.analyzerArn("main").resourceArn("arn:aws:kms:eu-central-1:111122223333:key/k")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("analyzerArn");
    }

    @Test
    void trustsTheOrganizationsAccountsForAnOrganizationAnalyzer() {
        Resource own = served.keys.put(ACCOUNT, REGION, "own", Keys.allow(OTHER, "kms:Decrypt"));
        Resource members = served.keys.put(OTHER, REGION, "members", Keys.allow("999988887777", "kms:Decrypt"));
        String organization = client.createAnalyzer(
                        request -> request.analyzerName("org").type(Type.ORGANIZATION))
                .arn();
        Served.await(() -> analyzed(organization).size() == 2);
        assertThat(findings(organization)).singleElement().satisfies(finding -> {
            assertThat(finding.resource()).isEqualTo(members.arn());
            assertThat(finding.resourceOwnerAccount()).isEqualTo(OTHER);
        });
        assertThat(served.scan(served.createAnalyzer(), own).status()).isEqualTo(FindingStatus.ACTIVE);
    }

    @Test
    void scansForEveryAnalyzerThatLooksWhenAskedFromInside() {
        String account = served.createAnalyzer();
        String organization = client.createAnalyzer(
                        request -> request.analyzerName("org").type(Type.ORGANIZATION))
                .arn();
        Resource key = served.keys.put(ACCOUNT, REGION, "late", Keys.allow("*", "kms:Decrypt"));
        served.api.scan(key);
        for (String analyzer : List.of(account, organization)) {
            Served.await(() -> served.analyzed(analyzer, key).isPresent());
        }
    }

    @Test
    void listsAnalyzedResourcesOfAType() {
        String analyzer = served.createAnalyzer();
        served.scan(analyzer, served.keys.put(ACCOUNT, REGION, "k", ""));
        assertThat(client.listAnalyzedResources(
                                request -> request.analyzerArn(analyzer).resourceType(ResourceType.AWS_KMS_KEY))
                        .analyzedResources())
                .hasSize(1);
        assertThat(client.listAnalyzedResources(
                                request -> request.analyzerArn(analyzer).resourceType(ResourceType.AWS_S3_BUCKET))
                        .analyzedResources())
                .isEmpty();
        assertThatThrownBy(() -> client.listAnalyzedResources(
                        request -> request.analyzerArn(analyzer).resourceType("AWS::Moon::Rock")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("AWS::Moon::Rock");
    }
}
