package io.portcullis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.ZoneOfTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ConflictException;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.accessanalyzer.model.ValidationException;

class AnalyzersTest {

    private Served served;
    private AccessAnalyzerClient client;

    @BeforeEach
    void start() {
        served = new Served(Optional.of(new ZoneOfTrust.Organization("o-abc1234567", Set.of("444455556666"))));
        client = served.client;
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private String create(String name, Type type) {
        return client.createAnalyzer(request -> request.analyzerName(name).type(type))
                .arn();
    }

    @Test
    void createsAnAnalyzerThatIsActiveAtOnce() {
        String arn = create("main", Type.ACCOUNT);
        assertThat(arn).isEqualTo("arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/main");
        AnalyzerSummary analyzer =
                client.getAnalyzer(request -> request.analyzerName("main")).analyzer();
        assertThat(analyzer.arn()).isEqualTo(arn);
        assertThat(analyzer.status()).isEqualTo(AnalyzerStatus.ACTIVE);
        assertThat(analyzer.type()).isEqualTo(Type.ACCOUNT);
        assertThat(analyzer.createdAt()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(client.listAnalyzers(request -> {}).analyzers())
                .extracting(AnalyzerSummary::name)
                .containsExactly("main");
    }

    @Test
    void allowsOneAccountAnalyzerInAnAccountAndRegion() {
        create("main", Type.ACCOUNT);
        assertThatThrownBy(() -> create("other", Type.ACCOUNT))
                .isInstanceOfSatisfying(ServiceQuotaExceededException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(402);
                    assertThat(e.resourceId()).isEqualTo("main");
                    assertThat(e.resourceType()).isEqualTo("Analyzer");
                });
    }

    @Test
    void allowsFiveOrganizationAnalyzers() {
        for (int i = 0; i < 5; i++) {
            create("o" + i, Type.ORGANIZATION);
        }
        assertThatThrownBy(() -> create("o5", Type.ORGANIZATION)).isInstanceOf(ServiceQuotaExceededException.class);
        create("main", Type.ACCOUNT);
    }

    @Test
    void refusesATakenNameWithAnotherToken() {
        create("main", Type.ACCOUNT);
        assertThatThrownBy(() -> create("main", Type.ACCOUNT)).isInstanceOfSatisfying(ConflictException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(409);
            assertThat(e.resourceId()).isEqualTo("main");
            assertThat(e.resourceType()).isEqualTo("Analyzer");
        });
    }

    @Test
    void answersTheSameTokenTheSame() {
        for (int i = 0; i < 2; i++) {
            assertThat(client.createAnalyzer(request -> request.analyzerName("main")
                                    .type(Type.ACCOUNT)
                                    .clientToken("t"))
                            .arn())
                    .endsWith("analyzer/main");
        }
        assertThatThrownBy(() -> client.createAnalyzer(request ->
                        request.analyzerName("main").type(Type.ORGANIZATION).clientToken("t")))
                .isInstanceOf(ConflictException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "with space", "größe", "-", "a/b"})
    void refusesNamesThatTheModelDoesNotAllow(String name) {
        assertThatThrownBy(() -> create(name, Type.ACCOUNT)).isInstanceOfSatisfying(ValidationException.class, e -> {
            assertThat(e.reasonAsString()).isEqualTo("fieldValidationFailed");
            assertThat(e.fieldList().getFirst().name()).isEqualTo("analyzerName");
            assertThat(e.getMessage()).contains(name);
        });
    }

    @Test
    void refusesTypesThatAreNotServed() {
        assertThatThrownBy(() -> create("main", Type.ACCOUNT_UNUSED_ACCESS))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.reasonAsString()).isEqualTo("notSupported"));
        assertThatThrownBy(() -> client.createAnalyzer(
                        request -> request.analyzerName("main").type("ZONE")))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> client.createAnalyzer(request -> request.analyzerName("main")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("type");
    }

    @Test
    void refusesOrganizationAnalyzersWhereThereIsNoOrganization() {
        try (Served alone = new Served()) {
            assertThatThrownBy(() -> alone.client.createAnalyzer(
                            request -> request.analyzerName("main").type(Type.ORGANIZATION)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("no organization");
        }
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        String arn = create("main", Type.ACCOUNT);
        AccessAnalyzerClient elsewhere = served.client(Served.ACCOUNT, "us-east-1");
        AccessAnalyzerClient stranger = served.client("999988887777", Served.REGION);
        for (AccessAnalyzerClient other : List.of(elsewhere, stranger)) {
            assertThat(other.listAnalyzers(request -> {}).analyzers()).isEmpty();
            assertThatThrownBy(() -> other.listFindings(request -> request.analyzerArn(arn)))
                    .isInstanceOf(ResourceNotFoundException.class);
            other.createAnalyzer(request -> request.analyzerName("main").type(Type.ACCOUNT));
        }
    }

    @Test
    void listsByTypeInPages() {
        create("main", Type.ACCOUNT);
        for (String name : List.of("o1", "o2", "o3")) {
            create(name, Type.ORGANIZATION);
        }
        assertThat(client.listAnalyzers(request -> request.type(Type.ACCOUNT)).analyzers())
                .hasSize(1);
        assertThat(client.listAnalyzersPaginator(request -> request.maxResults(1))
                        .analyzers())
                .extracting(AnalyzerSummary::name)
                .containsExactly("main", "o1", "o2", "o3");
        assertThatThrownBy(() -> client.listAnalyzers(request -> request.type("ZONE")))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void refusesATokenOfAnotherRequest() {
        create("main", Type.ACCOUNT);
        create("o1", Type.ORGANIZATION);
        create("o2", Type.ORGANIZATION);
        String token = client.listAnalyzers(request -> request.maxResults(1)).nextToken();
        for (String bad : List.of(token, "nonsense", "!!")) {
            assertThatThrownBy(() -> client.listAnalyzers(
                            request -> request.type(Type.ORGANIZATION).nextToken(bad)))
                    .isInstanceOfSatisfying(
                            ValidationException.class,
                            e -> assertThat(e.fieldList().getFirst().name()).isEqualTo("nextToken"));
        }
        assertThatThrownBy(() -> client.listAnalyzers(request -> request.maxResults(0)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void deletesAnAnalyzerWithItsFindings() {
        String arn = create("main", Type.ACCOUNT);
        served.scan(arn, served.keys.put(Served.ACCOUNT, Served.REGION, "k", Keys.allow("*", "kms:Decrypt")));
        assertThat(client.listFindings(request -> request.analyzerArn(arn)).findings())
                .hasSize(1);
        Served.await(() -> served.events.size() == 1);
        served.events.clear();
        client.deleteAnalyzer(request -> request.analyzerName("main"));
        assertThat(served.events).singleElement().asString().contains("\"isDeleted\":true");
        assertThatThrownBy(() -> client.getAnalyzer(request -> request.analyzerName("main")))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                    assertThat(e.resourceId()).isEqualTo("main");
                    assertThat(e.resourceType()).isEqualTo("Analyzer");
                });
        assertThatThrownBy(() -> client.deleteAnalyzer(request -> request.analyzerName("main")))
                .isInstanceOf(ResourceNotFoundException.class);
        served.keys.remove(io.portcullis.analyzer.Resource.kmsKey("arn:aws:kms:eu-central-1:111122223333:key/k"));
        create("main", Type.ACCOUNT);
        assertThat(client.listFindings(request -> request.analyzerArn(arn)).findings())
                .isEmpty();
    }

    @Test
    void tagsAnalyzers() {
        String arn = client.createAnalyzer(request ->
                        request.analyzerName("main").type(Type.ACCOUNT).tags(Map.of("a", "1")))
                .arn();
        client.tagResource(request -> request.resourceArn(arn).tags(Map.of("b", "2", "c", "3")));
        client.untagResource(request -> request.resourceArn(arn).tagKeys("a", "c"));
        assertThat(client.listTagsForResource(request -> request.resourceArn(arn))
                        .tags())
                .containsOnly(Map.entry("b", "2"));
        assertThat(client.getAnalyzer(request -> request.analyzerName("main"))
                        .analyzer()
                        .tags())
                .containsOnly(Map.entry("b", "2"));
        assertThatThrownBy(() -> client.listTagsForResource(request -> request.resourceArn(arn + "x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void findsTheAnalyzerOfTheAccountOrMakesOne() {
        String made = served.api.analyzer(Served.ACCOUNT, "us-east-1", "portcullis");
        assertThat(served.api.analyzer(Served.ACCOUNT, "us-east-1", "other")).isEqualTo(made);
        assertThat(served.client(Served.ACCOUNT, "us-east-1")
                        .listAnalyzers(request -> {})
                        .analyzers())
                .extracting(AnalyzerSummary::arn)
                .containsExactly(made);
    }
}
