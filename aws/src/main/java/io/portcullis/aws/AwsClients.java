package io.portcullis.aws;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes the SDK's clients: one HTTP client for all, throttled calls tried up to eight times with growing pauses, every call
 * bounded in time. Credentials, Region and endpoint are the SDK's ordinary settings unless told otherwise. Safe for use by
 * many threads; closing it closes the clients.
 */
public final class AwsClients implements KmsRegions, AutoCloseable {

    private static final int ATTEMPTS = 8;
    private static final Duration CALL = Duration.ofMinutes(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    private final Consumer<AwsClientBuilder<?, ?>> settings;
    private final SdkHttpClient http;
    private final ConcurrentMap<String, SdkClient> clients = new ConcurrentHashMap<>();

    /**
     * Clients with these settings.
     *
     * @param settings called with each client's builder, to set an endpoint, a Region or credentials; may do nothing
     */
    public AwsClients(Consumer<AwsClientBuilder<?, ?>> settings) {
        this.settings = settings;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(25))
                .build();
    }

    /** Other clients of the same settings. */
    public AwsClients likewise() {
        return new AwsClients(settings);
    }

    /** Other clients, of the same settings but for the credentials. */
    public AwsClients with(AwsCredentialsProvider credentials) {
        return new AwsClients(settings.andThen(builder -> builder.credentialsProvider(credentials)));
    }

    @Override
    public KmsClient client(String region) {
        return (KmsClient) clients.computeIfAbsent(
                "kms " + region, key -> made(KmsClient.builder(), builder -> builder.region(Region.of(region))));
    }

    /**
     * Access Analyzer in a Region. Its calls are tried once: whoever waits for an analysis asks again anyway, later each
     * time.
     */
    public AccessAnalyzerClient accessAnalyzer(String region) {
        return (AccessAnalyzerClient) clients.computeIfAbsent(
                "access-analyzer " + region,
                key -> made(
                        AccessAnalyzerClient.builder(),
                        builder -> builder.region(Region.of(region))
                                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                                        .build())));
    }

    /** Security Hub in a Region. */
    public SecurityHubClient securityHub(String region) {
        return (SecurityHubClient) clients.computeIfAbsent(
                "securityhub " + region,
                key -> made(SecurityHubClient.builder(), builder -> builder.region(Region.of(region))));
    }

    /** EventBridge in the Region of the settings. */
    public EventBridgeClient eventBridge() {
        return (EventBridgeClient)
                clients.computeIfAbsent("events", key -> made(EventBridgeClient.builder(), builder -> {}));
    }

    /** SNS in the Region of the settings. */
    public SnsClient sns() {
        return (SnsClient) clients.computeIfAbsent("sns", key -> made(SnsClient.builder(), builder -> {}));
    }

    /** SQS in the Region of the settings. */
    public SqsClient sqs() {
        return (SqsClient) clients.computeIfAbsent("sqs", key -> made(SqsClient.builder(), builder -> {}));
    }

    /** DynamoDB in the Region of the settings. */
    public DynamoDbClient dynamoDb() {
        return (DynamoDbClient)
                clients.computeIfAbsent("dynamodb", key -> made(DynamoDbClient.builder(), builder -> {}));
    }

    /** Organizations, which has one endpoint for a partition. */
    public OrganizationsClient organizations() {
        return (OrganizationsClient)
                clients.computeIfAbsent("organizations", key -> made(OrganizationsClient.builder(), builder -> {}));
    }

    /** Account Management, which has one endpoint for a partition. */
    public AccountClient accountManagement() {
        return (AccountClient) clients.computeIfAbsent("account", key -> made(AccountClient.builder(), builder -> {}));
    }

    /** STS in the Region of the settings. */
    public StsClient sts() {
        return (StsClient) clients.computeIfAbsent("sts", key -> made(StsClient.builder(), builder -> {}));
    }

    /** A client of another service, in a Region; made once. */
    public <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            Class<C> type, Supplier<B> builder, String region) {
        return type.cast(clients.computeIfAbsent(
                type.getName() + " " + region, key -> made(builder.get(), made -> made.region(Region.of(region)))));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }

    private <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C made(
            B builder, Consumer<B> last) {
        builder.httpClient(http);
        builder.overrideConfiguration(override -> override.apiCallTimeout(CALL)
                .apiCallAttemptTimeout(ATTEMPT)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()));
        settings.accept(builder);
        last.accept(builder);
        return builder.build();
    }
}
