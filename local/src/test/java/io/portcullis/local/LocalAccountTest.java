package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way from a changed key to a rule's target, over a real socket. */
class LocalAccountTest {

    private static final String ACCOUNT = "111122223333";
    private static final String OPEN = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

    /** The pattern of the published design, with eventName where it belongs. */
    private static final String PATTERN = """
            {"source": ["aws.kms"],
             "detail-type": ["AWS API Call via CloudTrail"],
             "detail": {"eventSource": ["kms.amazonaws.com"], "eventName": ["PutKeyPolicy", "CreateGrant"]}}""";

    private final BlockingQueue<MailMessage> mail = new LinkedBlockingQueue<>();
    private final LocalAccount account = new LocalAccount(LocalSettings.of(mail::add));
    private final WireServer server = WireServer.start(WireSettings.loopback(0), account.services());
    private final KmsClient kms = client(KmsClient.builder());
    private final EventBridgeClient events = client(EventBridgeClient.builder());
    private final SqsClient sqs = client(SqsClient.builder());

    @AfterEach
    void stop() {
        List.of(kms, events, sqs).forEach(client -> client.close());
        server.close();
        account.close();
    }

    @Test
    void changedPolicyReachesARuleOfTheDefaultBus() throws Exception {
        String queue = queueBehindTheRule();
        String key = kms.createKey().keyMetadata().arn();

        kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy(OPEN));

        JsonNode event = nextEvent(queue);
        assertThat(event.path("source").asText()).isEqualTo("aws.kms");
        assertThat(event.at("/detail/eventName").asText()).isEqualTo("PutKeyPolicy");
        assertThat(event.at("/detail/requestParameters/policy").asText()).isEqualTo(OPEN);
        assertThat(event.at("/detail/resources/0/ARN").asText()).isEqualTo(key);
        assertThat(event.at("/detail/requestID").asText()).isNotEmpty();
    }

    @Test
    void failedCallReachesTheRuleTooWithItsError() throws Exception {
        String queue = queueBehindTheRule();
        String key = kms.createKey().keyMetadata().keyId();

        assertThatThrownBy(() -> kms.putKeyPolicy(
                        request -> request.keyId(key).policyName("default").policy("{}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);

        assertThat(nextEvent(queue).at("/detail/errorCode").asText()).isEqualTo("MalformedPolicyDocumentException");
    }

    @Test
    void delayOfGrantsCannotBeNegative() {
        LocalSettings settings = LocalSettings.of(mail::add);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withGrantDelay(Duration.ofSeconds(-1)))
                .withMessageContaining("grantDelay");
    }

    private String queueBehindTheRule() {
        String queue = sqs.createQueue(request -> request.queueName("changes")).queueUrl();
        String arn = "arn:aws:sqs:eu-central-1:" + ACCOUNT + ":changes";
        String ruleArn = events.putRule(request -> request.name("kms-changes").eventPattern(PATTERN))
                .ruleArn();
        sqs.setQueueAttributes(request ->
                request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                          "Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"%s",
                          "Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(arn, ruleArn))));
        events.putTargets(request -> request.rule("kms-changes")
                .targets(Target.builder().id("queue").arn(arn).build()));
        return queue;
    }

    private JsonNode nextEvent(String queue) throws Exception {
        List<Message> messages = sqs.receiveMessage(
                        request -> request.queueUrl(queue).waitTimeSeconds(10))
                .messages();
        assertThat(messages).hasSize(1);
        return new ObjectMapper().readTree(messages.getFirst().body());
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(URI.create(server.endpoint()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
