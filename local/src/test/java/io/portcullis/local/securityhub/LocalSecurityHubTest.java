package io.portcullis.local.securityhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.securityhub.model.InvalidInputException;
import software.amazon.awssdk.services.securityhub.model.Resource;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/** The stock SDK over a real socket. What AWS asks for is from its user guide and API reference; nothing was asked of AWS. */
class LocalSecurityHubTest {

    private static final String ACCOUNT = "111122223333";

    private final WireServer server =
            WireServer.start(WireSettings.loopback(0), List.of(new LocalSecurityHub(Clock.systemUTC()).service()));
    private final SecurityHubClient client = client(ACCOUNT);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void takesAFindingOnceItIsEnabledAndShowsIt() {
        assertThat(send(finding(each -> {})).failedFindings())
                .singleElement()
                .satisfies(error -> assertThat(error.errorCode()).isEqualTo("InvalidAccess"));
        assertThatThrownBy(() -> client.describeHub(request -> {})).isInstanceOf(InvalidAccessException.class);
        client.enableSecurityHub(request -> {});

        assertThat(client.describeHub(request -> {}).hubArn())
                .isEqualTo("arn:aws:securityhub:us-east-1:111122223333:hub/default");
        assertThat(send(finding(each -> {})).successCount()).isEqualTo(1);
        assertThat(client.getFindings(request -> {}).findings()).singleElement().satisfies(shown -> {
            assertThat(shown.severity().labelAsString()).as("the provider's").isEqualTo("HIGH");
            assertThat(shown.types()).containsExactly("Effects/Data Exposure");
            assertThat(shown.region()).isEqualTo("us-east-1");
        });
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                breach(each -> each.id("i".repeat(513)), "data.Id should NOT be longer than 512 characters."),
                breach(each -> each.title("t".repeat(257)), "data.Title should NOT be longer than 256 characters."),
                breach(each -> each.title(" "), "data.Title should NOT be shorter than 1 characters."),
                breach(
                        each -> each.description("d".repeat(1025)),
                        "data.Description should NOT be longer than 1024 characters."),
                breach(
                        each -> each.remediation(
                                remediation -> remediation.recommendation(text -> text.text("r".repeat(513)))),
                        "data.Remediation.Recommendation.Text should NOT be longer than 512 characters."),
                breach(each -> each.updatedAt("yesterday"), "data.UpdatedAt should match format \"date-time\"."),
                breach(
                        each -> each.findingProviderFields(
                                fields -> fields.types("a/b/c/d").severity(severity -> severity.label("LOW"))),
                        "data.Types[0] should match pattern"),
                breach(
                        each -> each.findingProviderFields(fields -> fields.types("Effects")),
                        "data should have required property 'FindingProviderFields'"),
                breach(
                        each -> each.productFields(Map.of("k", "v".repeat(2049))),
                        "data.ProductFields.k should NOT be longer than 2048 characters."),
                breach(
                        each -> each.resources(Resource.builder()
                                .type("AwsKmsKey")
                                .id("arn")
                                .details(details -> details.other(Map.of("k", "v".repeat(1024))))
                                .build()),
                        "data.Resources.Details.Other.k should NOT be longer than 1023 characters."),
                breach(each -> each.resources(List.of()), "data.Resources should have 1 to 32 items."));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void refusesAFindingThatBreaksARuleAndNoOther(Consumer<AwsSecurityFinding.Builder> change, String message) {
        client.enableSecurityHub(request -> {});
        BatchImportFindingsResponse answer = send(finding(each -> {}), finding(change));

        assertThat(answer.successCount()).isEqualTo(1);
        assertThat(answer.failedCount()).isEqualTo(1);
        assertThat(answer.failedFindings()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo("InvalidInput");
            assertThat(error.errorMessage())
                    .startsWith("Finding does not adhere to Amazon Finding Format. ")
                    .contains(message);
        });
    }

    @Test
    void takesNoMoreThanAHundredAtATime() {
        client.enableSecurityHub(request -> {});

        assertThatThrownBy(() -> client.batchImportFindings(
                        request -> request.findings(Collections.nCopies(101, finding(each -> {})))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 to 100");
    }

    @Test
    void takesNothingOfAnotherAccountOrProduct() {
        client.enableSecurityHub(request -> {});
        for (AwsSecurityFinding foreign : List.of(
                finding(each -> each.awsAccountId("222222222222")),
                finding(each -> each.productArn("arn:aws:securityhub:us-east-1::product/aws/access-analyzer")))) {
            assertThatThrownBy(() -> send(foreign))
                    .isInstanceOfSatisfying(
                            SecurityHubException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void showsWhatIsAskedForPageByPage() {
        client.enableSecurityHub(request -> {});
        send(IntStream.range(0, 7)
                .mapToObj(i -> finding(each -> each.id("id " + i).generatorId(i < 5 ? "ours" : "theirs")))
                .toArray(AwsSecurityFinding[]::new));

        assertThat(client.getFindingsPaginator(
                                request -> request.maxResults(2).filters(filters -> filters.generatorId(equal("ours"))))
                        .findings())
                .hasSize(5);
        assertThatThrownBy(
                        () -> client.getFindings(request -> request.filters(filters -> filters.title(equal("title")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Filters.Title");
    }

    @Test
    void anAccountSeesItsOwnHubAlone() {
        client.enableSecurityHub(request -> {});
        send(finding(each -> {}));
        try (SecurityHubClient other = client("222222222222")) {
            assertThatThrownBy(() -> other.getFindings(request -> {})).isInstanceOf(InvalidAccessException.class);
            other.enableSecurityHub(request -> {});
            assertThat(other.getFindings(request -> {}).findings()).isEmpty();
        }
        client.disableSecurityHub(request -> {});
        client.enableSecurityHub(request -> {});
        assertThat(client.getFindings(request -> {}).findings()).isEmpty();
    }

    private static StringFilter equal(String value) {
        return StringFilter.builder()
                .value(value)
                .comparison(StringFilterComparison.EQUALS)
                .build();
    }

    private BatchImportFindingsResponse send(AwsSecurityFinding... findings) {
        return client.batchImportFindings(request -> request.findings(findings));
    }

    private static Arguments breach(Consumer<AwsSecurityFinding.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    private static AwsSecurityFinding finding(Consumer<AwsSecurityFinding.Builder> change) {
        return AwsSecurityFinding.builder()
                .schemaVersion("2018-10-08")
                .id("id")
                .productArn("arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default")
                .generatorId("test")
                .awsAccountId(ACCOUNT)
                .createdAt("2026-11-23T19:30:01Z")
                .updatedAt("2026-11-23T19:30:01.123456789Z")
                .title("title")
                .description("description")
                .findingProviderFields(
                        fields -> fields.types("Effects/Data Exposure").severity(severity -> severity.label("HIGH")))
                .resources(Resource.builder()
                        .type("AwsKmsKey")
                        .id("arn:aws:kms:us-east-1:111122223333:key/1")
                        .build())
                .applyMutation(change)
                .build();
    }

    private SecurityHubClient client(String account) {
        return SecurityHubClient.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .build();
    }
}
