package io.portcullis.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.app.Machine;
import io.portcullis.local.LocalAccount;
import io.portcullis.local.LocalSettings;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.local.organizations.Organization;
import io.portcullis.local.organizations.Organization.Member;
import io.portcullis.local.sns.SnsSettings;
import io.portcullis.response.change.ChangeReader;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Service;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A local account with a rule, a queue and a topic, behind a real socket, for processes that watch it. */
final class WatchedAccount implements AutoCloseable {

    static final String ACCOUNT = "111122223333";

    final LinkedBlockingQueue<MailMessage> mails = new LinkedBlockingQueue<>();
    final KmsClient kms;
    final SqsClient sqs;
    final SecurityHubClient hub;
    final String queue;
    final String dead;
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final LocalAccount account;
    private final WireServer server;
    private final String topic;

    /** An account that manages an organization with another. */
    WatchedAccount(String member) {
        account = new LocalAccount(LocalSettings.of(mails::add)
                .withSns(new SnsSettings(true, SnsSettings.DEFAULT.retries()))
                .withOrganization(new Organization(
                        "o-a1b2c3d4e5", ACCOUNT, List.of(Member.active(ACCOUNT), Member.active(member)))));
        server = WireServer.start(
                WireSettings.loopback(0),
                account.services().stream().map(this::gated).toList());
        kms = built(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()));
        sqs = built(SqsClient.builder().httpClient(UrlConnectionHttpClient.create()));
        hub = built(SecurityHubClient.builder().httpClient(UrlConnectionHttpClient.create()));
        dead = sqs.createQueue(request -> request.queueName("dead")).queueUrl();
        queue = sqs.createQueue(request -> request.queueName("changes")
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":5}",
                                QueueAttributeName.POLICY,
                                """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                                "Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",\
                                "Resource":"%s"}]}""".formatted(arn("changes")))))
                .queueUrl();
        try (EventBridgeClient events =
                        built(EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()));
                SnsClient sns = built(SnsClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
            events.putRule(request -> request.name("changes").eventPattern(new ChangeReader().eventPattern()));
            events.putTargets(request -> request.rule("changes")
                    .targets(Target.builder().id("queue").arn(arn("changes")).build()));
            topic = sns.createTopic(request -> request.name("people")).topicArn();
            sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("security@example.com"));
        }
    }

    /** Does something before each call of an operation is answered, on the thread that answers it. */
    void before(String operation, Runnable what) {
        before.put(operation, what);
    }

    /** Starts the command as a process of its own. */
    Process watch(Path folder, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("watch", "--queue-url", queue, "--topic", topic, "--listen", "127.0.0.1:0", "--lease", "6"));
        arguments.addAll(List.of(options));
        return Machine.portcullis(folder, environment(), arguments.toArray(String[]::new));
    }

    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                server.endpoint(),
                "AWS_ACCESS_KEY_ID",
                ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                "any",
                "AWS_REGION",
                "us-east-1");
    }

    String key() {
        return kms.createKey(request -> {}).keyMetadata().arn();
    }

    /** A key of which nobody hears: the message that it was made is off the queue, and with it the second look it is given. */
    String unheardKey() {
        String key = key();
        awaitMessages(1);
        sqs.purgeQueue(request -> request.queueUrl(queue));
        return key;
    }

    /** Waits until so many messages have come to the queue. */
    void awaitMessages(int atLeast) {
        await().atMost(1, TimeUnit.MINUTES).until(() -> count(queue) >= atLeast);
    }

    /** Waits until everything was looked at, and all that there was to be heard of. */
    void settle(WatchProcess watch) {
        watch.awaitMetric("portcullis_sweeps_total", 1);
        await().atMost(1, TimeUnit.MINUTES).until(() -> count(queue) == 0);
    }

    void open(String key) {
        open(key, "*");
    }

    void shut(String key) {
        open(key, ACCOUNT);
    }

    /** Lets a principal in, such as an account. */
    void open(String key, String principal) {
        kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["%s","%s"]},\
                "Action":"kms:*","Resource":"*"}]}""".formatted(ACCOUNT, principal)));
    }

    /** How the findings stand that Security Hub was told of. */
    List<RecordState> inHub() {
        return hub.getFindings(request -> {}).findings().stream()
                .map(AwsSecurityFinding::recordState)
                .toList();
    }

    /** The next mail. */
    MailMessage mail() throws InterruptedException {
        MailMessage mail = mails.poll(60, TimeUnit.SECONDS);
        assertThat(mail).as("a mail within a minute").isNotNull();
        return mail;
    }

    /** The messages that come within twenty seconds, one below the other. */
    String received() {
        return sqs
                .receiveMessage(
                        request -> request.queueUrl(queue).waitTimeSeconds(20).maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(Message::body)
                .collect(Collectors.joining("\n"));
    }

    /** How many messages there are on a queue, in whatever state. */
    int count(String url) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Override
    public void close() {
        kms.close();
        sqs.close();
        hub.close();
        server.close();
        account.close();
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue;
    }

    private <C, B extends AwsClientBuilder<B, C>> C built(B builder) {
        return builder.endpointOverride(URI.create(server.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "any")))
                .build();
    }

    private Service gated(Service service) {
        return new Service(
                service.signingName(),
                service.protocol(),
                service.operations().stream().<Operation<?, ?>>map(this::gated).toList());
    }

    private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> gated(Operation<I, O> operation) {
        return new Operation<>(
                operation.name(),
                operation.binding(),
                operation.request(),
                (caller, request) -> {
                    before.getOrDefault(operation.name(), () -> {}).run();
                    return operation.handler().apply(caller, request);
                },
                operation.takesUnsigned());
    }
}
